package io.github.dynamodbsession.emulator.http;

/** The date of an answer (RFC 9110, 5.6.7). Made by hand: the JDK's formatters take longer than all else of a start. */
final class HttpDate {

    private static final String DAYS = "ThuFriSatSunMonTueWed";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long SECONDS_OF_DAY = 86_400;

    private record Told(long second, String text) {}

    private static volatile Told last = new Told(0, of(0));

    private HttpDate() {}

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        Told told = last;
        if (told.second != second) {
            told = new Told(second, of(second));
            last = told;
        }
        return told.text;
    }

    /** The date of a second since the beginning of 1970. */
    static String of(long second) {
        long day = second / SECONDS_OF_DAY;
        int time = (int) (second % SECONDS_OF_DAY);
        int year = 1970;
        int dayOfYear = (int) day;
        while (dayOfYear >= daysOf(year)) {
            dayOfYear -= daysOf(year++);
        }
        int month = 0;
        while (dayOfYear >= daysOf(year, month)) {
            dayOfYear -= daysOf(year, month++);
        }
        return name(DAYS, (int) (day % 7)) + ", " + two(dayOfYear + 1) + " " + name(MONTHS, month) + " " + year + " "
                + two(time / 3600) + ":" + two(time / 60 % 60) + ":" + two(time % 60) + " GMT";
    }

    private static int daysOf(int year) {
        return isLeap(year) ? 366 : 365;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 1 -> isLeap(year) ? 29 : 28;
            case 3, 5, 8, 10 -> 30;
            default -> 31;
        };
    }

    private static String name(String names, int which) {
        return names.substring(which * 3, which * 3 + 3);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
