package io.lotline.projections.insight;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The classes of the Chinese classification catalogue of medical devices (医疗器械分类目录, 2017).
final class Classification {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("01", "有源手术器械"),
                    Map.entry("02", "无源手术器械"),
                    Map.entry("03", "神经和心血管手术器械"),
                    Map.entry("04", "骨科手术器械"),
                    Map.entry("05", "放射治疗器械"),
                    Map.entry("06", "医用成像器械"),
                    Map.entry("07", "医用诊察和监护器械"),
                    Map.entry("08", "呼吸、麻醉和急救器械"),
                    Map.entry("09", "物理治疗器械"),
                    Map.entry("10", "输血、透析和体外循环器械"),
                    Map.entry("11", "医疗器械消毒灭菌器械"),
                    Map.entry("12", "有源植入器械"),
                    Map.entry("13", "无源植入器械"),
                    Map.entry("14", "注输、护理和防护器械"),
                    Map.entry("15", "患者承载器械"),
                    Map.entry("16", "眼科器械"),
                    Map.entry("17", "口腔科器械"),
                    Map.entry("18", "妇产科、辅助生殖和避孕器械"),
                    Map.entry("19", "医用康复器械"),
                    Map.entry("20", "中医器械"),
                    Map.entry("21", "医用软件"),
                    Map.entry("22", "临床检验器械"),
                    Map.entry("40", "体外诊断试剂"));
    private static final String UNKNOWN = "--";
    private static final String IN_VITRO_2013 = "6840";

    private Classification() {}

    /// The two digits of the class, `--` for none that is known.
    static String codeOf(@Nullable String classificationCode) {
        if (classificationCode == null || classificationCode.length() < 2) {
            return UNKNOWN;
        }
        if (classificationCode.startsWith(IN_VITRO_2013)) {
            return "40";
        }
        String code = classificationCode.substring(0, 2);
        return NAMES.containsKey(code) ? code : UNKNOWN;
    }

    static String nameOf(String code) {
        return NAMES.getOrDefault(code, "未分类");
    }
}
