package io.github.dynamodbsession.codec.json;

import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;

/**
 * Converts calendars to text: instant, time zone, first day of the week, minimal days in the first week, and Gregorian
 * cutover.
 */
@SuppressWarnings("JavaUtilDate") // needed for calendars
final class Calendars {

    private static final String SEPARATOR = " ";
    private static final int PARTS = 5;

    private Calendars() {}

    /** A calendar with other differences is not equal to the parsed one, and so is rejected. */
    static String print(GregorianCalendar calendar) {
        return String.join(
                SEPARATOR,
                calendar.toInstant().toString(),
                calendar.getTimeZone().getID(),
                String.valueOf(calendar.getFirstDayOfWeek()),
                String.valueOf(calendar.getMinimalDaysInFirstWeek()),
                String.valueOf(calendar.getGregorianChange().getTime()));
    }

    static GregorianCalendar parse(String text) {
        String[] parts = text.split(SEPARATOR, PARTS);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("not a calendar");
        }
        GregorianCalendar calendar = (GregorianCalendar) new Calendar.Builder()
                .setCalendarType("gregory")
                .setTimeZone(ValueTypes.timeZone(parts[1]))
                .setInstant(Instant.parse(parts[0]).toEpochMilli())
                .setWeekDefinition(Integer.parseInt(parts[2]), Integer.parseInt(parts[3]))
                .build();
        calendar.setGregorianChange(new Date(Long.parseLong(parts[4])));
        return calendar;
    }
}
