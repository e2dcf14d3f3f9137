package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.DescribesItself;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.FlashMap;

/**
 * Adds Spring MVC's flash attributes to a JSON codec. A {@code FlashMap} is a map with a target and an expiry: its
 * entries are written by that codec, the target and the expiry beside them. All other values are left to that codec.
 *
 * <p>Immutable; safe for use by any number of threads.
 */
public final class FlashMapCodec implements AttributeCodec, DescribesItself {

    private static final String BEGIN = "{\"@type\":\"spring-flash-maps\",\"@value\":";
    private static final String END = "}";

    private final AttributeCodec others;

    private FlashMapCodec(AttributeCodec others) {
        this.others = others;
    }

    /**
     * Creates a codec for flash attributes and for all values of another codec.
     *
     * @param others a codec that writes JSON; not null
     * @return the codec
     * @throws IllegalArgumentException if that is a {@link LayeredCodec}, which belongs around this one
     */
    public static FlashMapCodec beside(AttributeCodec others) {
        return new FlashMapCodec(LayeredCodec.requireNoLayers("others", Objects.requireNonNull(others, "others")));
    }

    /** The description of the codec of all other values. */
    @Override
    public String description() {
        return others instanceof DescribesItself described
                ? described.description()
                : others.getClass().getSimpleName();
    }

    @Override
    public EncodedValue encode(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || !list.stream().allMatch(FlashMap.class::isInstance)) {
            return others.encode(value);
        }
        List<Object> plain = new ArrayList<>();
        list.forEach(map -> plain.add(plain((FlashMap) map)));
        if (!(others.encode(plain) instanceof EncodedValue.Text text)) {
            throw new IllegalStateException("FlashMapCodec needs a codec that writes JSON");
        }
        return EncodedValue.text(BEGIN + text.content() + END);
    }

    private static Map<String, Object> plain(FlashMap map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("path", map.getTargetRequestPath());
        plain.put("parameters", new LinkedHashMap<>(map.getTargetRequestParams()));
        plain.put("expires", map.getExpirationTime());
        plain.put("attributes", new LinkedHashMap<>(map));
        return plain;
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (encoded instanceof EncodedValue.Text text
                && text.content().startsWith(BEGIN)
                && text.content().endsWith(END)) {
            String json =
                    text.content().substring(BEGIN.length(), text.content().length() - END.length());
            return flashMaps(others.decode(EncodedValue.text(json)));
        }
        return others.decode(encoded);
    }

    /** As Spring MVC stores them: it changes the list in place. */
    private static List<FlashMap> flashMaps(Object plain) {
        List<FlashMap> maps = new ArrayList<>();
        for (Object one : list(plain)) {
            maps.add(flashMap(map(one)));
        }
        return new CopyOnWriteArrayList<>(maps);
    }

    private static FlashMap flashMap(Map<?, ?> plain) {
        FlashMap map = new FlashMap();
        map(plain.get("attributes")).forEach((name, value) -> map.put(text(name), value));
        map.setTargetRequestPath(plain.get("path") == null ? null : text(plain.get("path")));
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        map(plain.get("parameters"))
                .forEach((name, values) -> list(values).forEach(value -> parameters.add(text(name), text(value))));
        map.addTargetRequestParams(parameters);
        if (!(plain.get("expires") instanceof Long expires)) {
            throw damaged();
        }
        map.setExpirationTime(expires);
        return map;
    }

    private static List<?> list(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw damaged();
        }
        return list;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw damaged();
        }
        return map;
    }

    private static String text(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw damaged();
        }
        return text;
    }

    private static SessionCodecException damaged() {
        return new SessionCodecException("is JSON, but not in the format of flash attributes.");
    }
}
