package io.github.dynamodbsession.codec.json;

import static io.github.dynamodbsession.codec.json.ValueType.checkedText;
import static io.github.dynamodbsession.codec.json.ValueType.text;

import io.github.dynamodbsession.core.codec.UnknownHere;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneRulesException;
import java.util.Base64;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JDK's value types that are written as a single JSON string or number, by tag and by class. */
final class ValueTypes {

    private static final List<ValueType<?>> NUMBERS = List.of(
            number("byte", Byte.class, Object::toString, Byte::valueOf),
            number("short", Short.class, Object::toString, Short::valueOf),
            number("int", Integer.class, Object::toString, Integer::valueOf),
            number("long", Long.class, Object::toString, Long::valueOf),
            number("float", Float.class, Object::toString, Numbers::parseFloat),
            number("double", Double.class, Object::toString, Numbers::parseDouble),
            textOfNumber(BigInteger.class, Numbers::print, Numbers::bigInteger),
            textOfNumber(BigDecimal.class, Numbers::print, Numbers::bigDecimal));

    private static final List<ValueType<?>> VALUES = List.of(
            new ValueType<>("char", Character.class, ValueType.Form.TEXT, Object::toString, ValueTypes::character),
            text(UUID.class, UUID::toString, UUID::fromString),
            text(URI.class, URI::toString, URI::create),
            text(Currency.class, Currency::getCurrencyCode, known(Currency.class, Currency::getInstance)),
            checkedText(Locale.class, Locale::toLanguageTag, Locale::forLanguageTag),
            text(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode),
            text(char[].class, String::valueOf, String::toCharArray),
            text(
                    BitSet.class,
                    ValueTypes::base64,
                    text -> BitSet.valueOf(Base64.getDecoder().decode(text))),
            text(StringBuilder.class, StringBuilder::toString, StringBuilder::new),
            text(AtomicBoolean.class, AtomicBoolean::toString, text -> new AtomicBoolean(bool(text))),
            text(AtomicInteger.class, AtomicInteger::toString, text -> new AtomicInteger(Integer.parseInt(text))),
            text(AtomicLong.class, AtomicLong::toString, text -> new AtomicLong(Long.parseLong(text))));

    private static final List<ValueType<?>> TIMES = List.of(
            text(Instant.class, Instant::toString, Instant::parse),
            text(Duration.class, Duration::toString, Duration::parse),
            text(Period.class, Period::toString, Period::parse),
            text(LocalDate.class, LocalDate::toString, LocalDate::parse),
            text(LocalTime.class, LocalTime::toString, LocalTime::parse),
            text(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
            text(OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
            text(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
            checkedText(ZonedDateTime.class, ZonedDateTime::toString, ValueTypes::zonedTime),
            text(Year.class, Year::toString, text -> Year.of(Integer.parseInt(text))),
            text(YearMonth.class, YearMonth::toString, YearMonth::parse),
            text(MonthDay.class, MonthDay::toString, MonthDay::parse),
            text(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
            text(ZoneId.class, ZoneId::getId, ValueTypes::zone),
            text(Date.class, date -> date.toInstant().toString(), text -> Date.from(Instant.parse(text))),
            checkedText(TimeZone.class, TimeZone::getID, ValueTypes::timeZone),
            checkedText(GregorianCalendar.class, Calendars::print, Calendars::parse));

    static final List<ValueType<?>> ALL = Stream.of(NUMBERS, VALUES, TIMES, SqlValueTypes.ifThere())
            .flatMap(List::stream)
            .toList();

    private static final Map<String, ValueType<?>> BY_TAG =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ValueType::tag, Function.identity()));

    private static final Map<Class<?>, ValueType<?>> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ValueType::type, Function.identity()));

    private ValueTypes() {}

    static @Nullable ValueType<?> byTag(String tag) {
        return BY_TAG.get(tag);
    }

    /** The value type of a class; null if it has none. */
    static @Nullable ValueType<?> byClass(Class<?> type) {
        ValueType<?> known = BY_CLASS.get(type);
        if (known != null) {
            return known;
        }
        // The concrete classes of these values are JDK-internal.
        if (ZoneId.class.isAssignableFrom(type)) {
            return BY_CLASS.get(ZoneId.class);
        }
        return TimeZone.class.isAssignableFrom(type) && isOfTheJdk(type) ? BY_CLASS.get(TimeZone.class) : null;
    }

    static boolean isOfTheJdk(Class<?> type) {
        return type.getModule().equals(Object.class.getModule());
    }

    private static <T> ValueType<T> number(
            String tag, Class<T> type, Function<T, String> print, Function<String, T> parse) {
        return new ValueType<>(tag, type, ValueType.Form.NUMBER, print, parse);
    }

    private static <T> ValueType<T> textOfNumber(Class<T> type, Function<T, String> print, Function<String, T> parse) {
        return new ValueType<>(type.getSimpleName(), type, ValueType.Form.TEXT_OF_NUMBER, print, parse);
    }

    /** For types whose ids are well formed: an id that cannot be parsed is unknown to this JDK. */
    private static <T> Function<String, T> known(Class<T> type, Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw UnknownHere.exception(type.getName());
            }
        };
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (ZoneRulesException e) {
            throw UnknownHere.exception(ZoneId.class.getName());
        }
    }

    private static ZonedDateTime zonedTime(String text) {
        try {
            return ZonedDateTime.parse(text);
        } catch (DateTimeParseException e) {
            int zone = text.indexOf('[');
            if (zone > 0 && text.endsWith("]")) {
                zone(text.substring(zone + 1, text.length() - 1));
            }
            throw e;
        }
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("not a boolean");
        }
        return text.equals("true");
    }

    private static String base64(BitSet bits) {
        return Base64.getEncoder().encodeToString(bits.toByteArray());
    }

    /** {@code TimeZone.getTimeZone} returns GMT for an unknown id. */
    static TimeZone timeZone(String id) {
        TimeZone zone = TimeZone.getTimeZone(id);
        if (!zone.getID().equals(id)) {
            throw UnknownHere.exception(TimeZone.class.getName());
        }
        return zone;
    }
}
