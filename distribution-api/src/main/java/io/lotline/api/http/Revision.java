package io.lotline.api.http;

import io.lotline.core.rules.FileForm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Entity tags of documents that may change: the number of the document's form, and, where it is
/// shown together with what happened to it, a digest of all of it.
public final class Revision {
    private static final Pattern ALL = Pattern.compile("\\s*\"[^\"]*\"\\s*(,\\s*\"[^\"]*\"\\s*)*");
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})(-[0-9a-f]{1,64})?\"");

    private static final Pattern FORM = Pattern.compile("\"([0-9a-f]{16})(-[0-9a-f]{1,64})?\"");

    private Revision() {}

    /// The tag of a document's form.
    public static String tag(int revision) {
        return "\"%d\"".formatted(revision);
    }

    /// The tag of a document as it is shown.
    ///
    /// @param shown all that is shown of it
    public static String tag(int revision, Object shown) {
        return "\"%d-%s\"".formatted(revision, Fingerprint.of("", "", shown).substring(0, 16));
    }

    /// The tag of a file of master data.
    public static String tag(FileForm form) {
        return "\"%s\"".formatted(form.value());
    }

    /// The tag of a file of master data as it is shown.
    ///
    /// @param shown all that is shown of it
    public static String tag(String form, Object shown) {
        return "\"%s-%s\"".formatted(form, Fingerprint.of("", "", shown).substring(0, 16));
    }

    /// The files of master data that an `If-Match` allows to replace: null where there is none.
    public static FileForm.@Nullable Seen seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        if (ifMatch.strip().equals("*")) {
            return new FileForm.Seen(null);
        }
        Set<FileForm> forms = new HashSet<>();
        for (String each : tags(ifMatch)) {
            Matcher tag = FORM.matcher(each.strip());
            if (tag.matches()) {
                forms.add(new FileForm(tag.group(1)));
            }
        }
        return new FileForm.Seen(forms);
    }

    private static List<String> tags(String ifMatch) {
        if (ifMatch.length() > HttpLimits.MAX_TEXT
                || !ALL.matcher(ifMatch.replace("W/", "")).matches()) {
            throw Malformed.field(
                    HttpHeaders.IF_MATCH,
                    "This If-Match is no list of entity tags.\nMaybe send the ETag of the document as it came, with its quotes.");
        }
        return List.of(ifMatch.split(",", -1));
    }

    /// The forms that an `If-Match` allows to change: null for whichever it is, none where no tag
    /// can be one of ours.
    public static @Nullable Set<Integer> allowed(String ifMatch) {
        if (ifMatch.strip().equals("*")) {
            return null;
        }
        Set<Integer> revisions = new HashSet<>();
        for (String each : tags(ifMatch)) {
            // a weak tag never matches, and a strange one is of another document
            Matcher tag = TAG.matcher(each.strip());
            if (tag.matches()) {
                revisions.add(Integer.valueOf(tag.group(1)));
            }
        }
        return revisions;
    }
}
