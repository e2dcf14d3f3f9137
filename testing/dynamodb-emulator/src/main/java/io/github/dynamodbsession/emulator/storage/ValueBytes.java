package io.github.dynamodbsession.emulator.storage;

import io.github.dynamodbsession.emulator.table.ItemKey;
import io.github.dynamodbsession.emulator.value.AttributeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** How values are written in the file: a byte for the type, then what is in it, by its length. */
final class ValueBytes {

    private static final byte STRING = 1;
    private static final byte NUMBER = 2;
    private static final byte BINARY = 3;
    private static final byte FALSE = 4;
    private static final byte TRUE = 5;
    private static final byte NULL = 6;
    private static final byte LIST = 7;
    private static final byte MAP = 8;
    private static final byte STRINGS = 9;
    private static final byte NUMBERS = 10;
    private static final byte BINARIES = 11;

    private static final int KEY_LENGTH = 64;

    private ValueBytes() {}

    /** A key: the same bytes for the same key. */
    static byte[] of(ItemKey key) {
        WriteBuffer buffer = new WriteBuffer(KEY_LENGTH);
        write(buffer, key.partition());
        if (key.sort() != null) {
            write(buffer, key.sort());
        }
        return Arrays.copyOf(buffer.getBuffer().array(), buffer.position());
    }

    static void write(WriteBuffer buffer, Map<String, AttributeValue> attributes) {
        buffer.putVarInt(attributes.size());
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            text(buffer, attribute.getKey());
            write(buffer, attribute.getValue());
        }
    }

    private static void write(WriteBuffer buffer, AttributeValue value) {
        if (value instanceof AttributeValue.S s) {
            text(buffer.put(STRING), s.value());
        } else if (value instanceof AttributeValue.N n) {
            text(buffer.put(NUMBER), n.value().toString());
        } else if (value instanceof AttributeValue.B b) {
            bytes(buffer.put(BINARY), b.value());
        } else if (value instanceof AttributeValue.Bool b) {
            buffer.put(b.value() ? TRUE : FALSE);
        } else if (value instanceof AttributeValue.Null) {
            buffer.put(NULL);
        } else if (value instanceof AttributeValue.L list) {
            buffer.put(LIST).putVarInt(list.value().size());
            list.value().forEach(element -> write(buffer, element));
        } else if (value instanceof AttributeValue.M map) {
            write(buffer.put(MAP), map.value());
        } else {
            set(buffer, value);
        }
    }

    private static void set(WriteBuffer buffer, AttributeValue value) {
        if (value instanceof AttributeValue.SS strings) {
            buffer.put(STRINGS).putVarInt(strings.value().size());
            strings.value().forEach(member -> text(buffer, member));
        } else if (value instanceof AttributeValue.NS numbers) {
            buffer.put(NUMBERS).putVarInt(numbers.value().size());
            numbers.value().forEach(member -> text(buffer, member.toString()));
        } else if (value instanceof AttributeValue.BS binaries) {
            buffer.put(BINARIES).putVarInt(binaries.value().size());
            binaries.value().forEach(member -> bytes(buffer, member.value()));
        }
    }

    private static void text(WriteBuffer buffer, String text) {
        buffer.putVarInt(text.length()).putStringData(text, text.length());
    }

    private static void bytes(WriteBuffer buffer, byte[] bytes) {
        buffer.putVarInt(bytes.length).put(bytes);
    }

    static Map<String, AttributeValue> readAttributes(ByteBuffer buffer) {
        int count = DataUtils.readVarInt(buffer);
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = DataUtils.readString(buffer);
            attributes.put(name, read(buffer));
        }
        return attributes;
    }

    private static AttributeValue read(ByteBuffer buffer) {
        byte type = buffer.get();
        return switch (type) {
            case STRING -> new AttributeValue.S(DataUtils.readString(buffer));
            case NUMBER -> new AttributeValue.N(number(buffer));
            case BINARY -> binary(buffer);
            case FALSE, TRUE -> new AttributeValue.Bool(type == TRUE);
            case NULL -> AttributeValue.Null.INSTANCE;
            case LIST -> list(buffer);
            case MAP -> new AttributeValue.M(readAttributes(buffer));
            case STRINGS, NUMBERS, BINARIES -> set(type, buffer);
            default -> throw new IllegalStateException("no type of a value: " + type);
        };
    }

    private static BigDecimal number(ByteBuffer buffer) {
        return new BigDecimal(DataUtils.readString(buffer));
    }

    private static AttributeValue.B binary(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return new AttributeValue.B(bytes);
    }

    private static AttributeValue list(ByteBuffer buffer) {
        int count = DataUtils.readVarInt(buffer);
        List<AttributeValue> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(read(buffer));
        }
        return new AttributeValue.L(elements);
    }

    private static AttributeValue set(byte type, ByteBuffer buffer) {
        int count = DataUtils.readVarInt(buffer);
        Set<String> strings = new LinkedHashSet<>();
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        Set<AttributeValue.B> binaries = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            switch (type) {
                case STRINGS -> strings.add(DataUtils.readString(buffer));
                case NUMBERS -> numbers.add(number(buffer));
                default -> binaries.add(binary(buffer));
            }
        }
        return switch (type) {
            case STRINGS -> new AttributeValue.SS(strings);
            case NUMBERS -> new AttributeValue.NS(numbers);
            default -> new AttributeValue.BS(binaries);
        };
    }
}
