package io.lotline.core.scan;

import org.jspecify.annotations.Nullable;

/// The grammars of the North American coupons, AI 8110 and 8112: digits with length indicators.
///
/// A device warehouse meets no coupons; they are here because every AI of the dictionary is read.
final class Gs1Coupon {

    private final String digits;
    private int at;
    private @Nullable String problem;

    private Gs1Coupon(String digits) {
        this.digits = digits;
    }

    static @Nullable String couponCode(String value) {
        if (Gs1Linter.digitRun(value, 0, value.length()) != value.length()) {
            return "NON_DIGIT_CHARACTER";
        }
        Gs1Coupon coupon = new Gs1Coupon(value);
        coupon.couponCode();
        return coupon.problem;
    }

    static @Nullable String positiveOffer(String value) {
        if (Gs1Linter.digitRun(value, 0, value.length()) != value.length()) {
            return "NON_DIGIT_CHARACTER";
        }
        Gs1Coupon coupon = new Gs1Coupon(value);
        coupon.positiveOffer();
        return coupon.problem;
    }

    private void couponCode() {
        counted('0', '6', 6, "GCP_VLI", "GCP", "GCP_LENGTH");
        fixed(6, "TRUNCATED_OFFER_CODE");
        counted('1', '5', 0, "SAVE_VALUE_VLI", "SAVE_VALUE", "SAVE_VALUE_LENGTH");
        purchase("1ST");
        if (option('1')) {
            digit("0123", "ADDITIONAL_PURCHASE_RULES_CODE");
            purchase("2ND");
            purchaseCompany("2ND");
        }
        if (option('2')) {
            purchase("3RD");
            purchaseCompany("3RD");
        }
        String expiry = option('3') ? date("EXPIRATION", "EXIPIRATION") : "";
        if (option('4')) {
            String start = date("START", "START");
            if (problem == null && !expiry.isEmpty() && start.compareTo(expiry) > 0) {
                problem = "COUPON_EXPIRATION_BEFORE_START";
            }
        }
        if (option('5')) {
            counted('0', '9', 6, "SERIAL_NUMBER_VLI", "SERIAL_NUMBER", "SERIAL_NUMBER_LENGTH");
        }
        if (option('6')) {
            counted(
                    '1',
                    '7',
                    6,
                    "RETAILER_GCP_OR_GLN_VLI",
                    "RETAILER_GCP_OR_GLN",
                    "RETAILER_GCP_OR_GLN_LENGTH");
        }
        if (option('9')) {
            digit("01256", "SAVE_VALUE_CODE");
            digit("012", "SAVE_VALUE_APPLIES_TO_ITEM");
            digit("0123456789", "STORE_COUPON_FLAG");
            digit("01", "DONT_MULTIPLY_FLAG");
        }
        end();
    }

    private void positiveOffer() {
        digit("01", "FORMAT_CODE");
        counted('0', '6', 6, "FUNDER_VLI", "FUNDER", "FUNDER_LENGTH");
        fixed(6, "TRUNCATED_OFFER_CODE");
        counted('0', '9', 6, "SERIAL_NUMBER_VLI", "SERIAL_NUMBER", "SERIAL_NUMBER_LENGTH");
        end();
    }

    private void purchase(String which) {
        String requirement = which + "_PURCHASE_REQUIREMENT";
        counted('1', '5', 0, requirement + "_VLI", requirement, requirement + "_LENGTH");
        digit("012349", requirement + "_CODE");
        fixed(3, "TRUNCATED_" + which + "_PURCHASE_FAMILY_CODE");
    }

    private void purchaseCompany(String which) {
        if (problem == null && at < digits.length() && digits.charAt(at) == '9') {
            at++;
            return;
        }
        String company = which + "_PURCHASE_GCP";
        counted('0', '6', 6, company + "_VLI", company, company + "_LENGTH");
    }

    /// A length indicator from `least` to `most`, then its value plus `more` digits.
    private void counted(
            char least, char most, int more, String indicator, String value, String length) {
        if (problem != null) {
            return;
        }
        if (at == digits.length()) {
            problem = "COUPON_MISSING_" + indicator;
            return;
        }
        char c = digits.charAt(at);
        if (c < least || c > most) {
            problem = "COUPON_INVALID_" + length;
            return;
        }
        at++;
        fixed(c - '0' + more, "TRUNCATED_" + value);
    }

    private void fixed(int length, String truncated) {
        if (problem != null) {
            return;
        }
        if (digits.length() - at < length) {
            problem = "COUPON_" + truncated;
            return;
        }
        at += length;
    }

    private void digit(String allowed, String name) {
        if (problem != null) {
            return;
        }
        if (at == digits.length()) {
            problem = "COUPON_MISSING_" + name;
        } else if (allowed.indexOf(digits.charAt(at)) < 0) {
            problem = "COUPON_INVALID_" + name;
        } else {
            at++;
        }
    }

    private boolean option(char indicator) {
        if (problem == null && at < digits.length() && digits.charAt(at) == indicator) {
            at++;
            return true;
        }
        return false;
    }

    private String date(String name, String nameInVectors) {
        int from = at;
        fixed(6, "TOO_SHORT_FOR_" + name + "_DATE");
        if (problem == null && Gs1Linter.YYMMDD.check(digits, from, at) != null) {
            problem = "COUPON_INVALID_" + nameInVectors + "_DATE";
        }
        return problem == null ? digits.substring(from, at) : "";
    }

    private void end() {
        if (problem == null && at != digits.length()) {
            problem = "COUPON_EXCESS_DATA";
        }
    }
}
