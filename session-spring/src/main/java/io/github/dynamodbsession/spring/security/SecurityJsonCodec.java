package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecBuilder;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import io.github.dynamodbsession.core.codec.UserClasses;
import io.github.dynamodbsession.core.codec.ValuePath;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds the values that Spring Security stores in sessions to a JSON codec: they are written and read by Spring
 * Security's own Jackson modules, under their allow-list, within a tag of the library's JSON format. All other values
 * are left to the other codec.
 *
 * <p>A value that could not be decoded again is refused when it is encoded. The exception of a failed login is stored
 * as its class and message.
 *
 * <p>Immutable; safe for use by any number of threads.
 */
public final class SecurityJsonCodec implements AttributeCodec {

    private static final String VALUE = "{\"@type\":\"spring-security\",\"@value\":";
    private static final String EXCEPTION = "{\"@type\":\"spring-security-exception\",\"@value\":";
    private static final String PASSKEY_REQUEST = "{\"@type\":\"spring-security-passkey-request\",\"@value\":";
    private static final String PASSKEY_CREATION = "{\"@type\":\"spring-security-passkey-creation\",\"@value\":";
    private static final String END = "}";

    private static final boolean PASSKEYS = ClassUtils.isPresent(
            "org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions",
            SecurityJsonCodec.class.getClassLoader());

    /** Reads maps, lists, strings and numbers only. */
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private static final String SECURITY = "org.springframework.security.";

    private final AttributeCodec others;
    private final UserClasses userClasses;
    private final JsonMapper mapper;
    private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();

    private SecurityJsonCodec(Builder builder) {
        this.others = builder.others;
        this.userClasses = builder.classes();
        this.mapper = SecurityMapper.of(userClasses);
    }

    /**
     * Returns a builder for a codec.
     *
     * @param others the codec of all other values; not null
     * @return a new builder
     * @throws IllegalArgumentException if that is a {@link LayeredCodec}, which belongs around this one
     */
    public static Builder builder(AttributeCodec others) {
        return new Builder(others);
    }

    @Override
    public EncodedValue encode(Object value) {
        Objects.requireNonNull(value, "value");
        if (value instanceof AuthenticationException failure) {
            return text(
                    EXCEPTION,
                    guarded(
                            "cannot be written",
                            () -> mapper.writeValueAsString(StoredException.of(failure, this::isAllowed))));
        }
        if (PASSKEYS && PasskeyOptions.isOne(value)) {
            return text(
                    passkey(value),
                    guarded("cannot be written", () -> PLAIN.writeValueAsString(PasskeyOptions.toMap(value))));
        }
        return SecurityClasses.areIn(value) ? text(VALUE, write(value)) : others.encode(value);
    }

    private static String passkey(Object options) {
        return options instanceof PublicKeyCredentialRequestOptions ? PASSKEY_REQUEST : PASSKEY_CREATION;
    }

    private static EncodedValue text(String begin, String json) {
        return EncodedValue.text(begin + json + END);
    }

    /**
     * The first value of each class is decoded once after it is encoded, so that nobody is logged out by a value that
     * can only be encoded.
     */
    private String write(Object value) {
        Set<Class<?>> written = new HashSet<>();
        String json = write(value, written);
        if (!readable.containsAll(written)) {
            checkReadable(value, json, written);
            readable.addAll(written);
        }
        return json;
    }

    private String write(Object value, Set<Class<?>> written) {
        return guarded(
                "a " + value.getClass().getName() + " cannot be written by Spring Security's Jackson modules",
                () -> CheckedTyping.collecting(mapper.writerFor(Object.class), written)
                        .writeValueAsString(value));
    }

    /** A class of the user that extends one of Spring Security may be decoded as the latter. */
    private void checkReadable(Object value, String json, Set<Class<?>> written) {
        String type = value.getClass().getName();
        Object read = guarded(
                "a " + type
                        + " could not be decoded again by Spring Security's Jackson modules; allow the packages of your"
                        + " own classes within it, and tell Jackson how to create them",
                () -> readAgain(json, value));
        Set<Class<?>> writtenAgain = new HashSet<>();
        write(read, writtenAgain);
        for (Class<?> one : written) {
            if (!one.getName().startsWith("java.") && !writtenAgain.contains(one)) {
                throw new SessionCodecException("class " + one.getName() + ", within a " + type
                        + ", is decoded from JSON as another class; tell Jackson how to create it, with a deserializer of"
                        + " its own, or use Java serialization.");
            }
        }
    }

    private Object readAgain(String json, Object value) {
        try {
            return mapper.readValue(json, Object.class);
        } catch (InvalidTypeIdException e) {
            throw refused(e.getTypeId(), value);
        }
    }

    /** The name was written just now: it names a class, and quotes no data. */
    private SessionCodecException refused(String className, Object value) {
        SessionCodecException refusal = SessionCodecException.refusing(
                className,
                "class " + className + " is not on the codec's allow-list; " + userClasses.advice(className));
        return ValuePath.toClass(value, className).map(refusal::at).orElse(refusal);
    }

    @Override
    public Object decode(EncodedValue encoded) {
        if (encoded instanceof EncodedValue.Text text && text.content().endsWith(END)) {
            String content = text.content();
            if (content.startsWith(VALUE)) {
                return guarded(
                        "cannot be read by Spring Security's Jackson modules",
                        () -> mapper.readValue(inner(content, VALUE), Object.class));
            }
            if (content.startsWith(EXCEPTION)) {
                return guarded(
                                "cannot be read",
                                () -> mapper.readValue(inner(content, EXCEPTION), StoredException.class))
                        .restored(userClasses.classLoader(), this::isAllowed);
            }
            if (PASSKEYS && content.startsWith(PASSKEY_REQUEST)) {
                return guarded(
                        "cannot be read",
                        () -> PasskeyOptions.ofRequest(PLAIN.readValue(inner(content, PASSKEY_REQUEST), Map.class)));
            }
            if (PASSKEYS && content.startsWith(PASSKEY_CREATION)) {
                return guarded(
                        "cannot be read",
                        () -> PasskeyOptions.ofCreation(PLAIN.readValue(inner(content, PASSKEY_CREATION), Map.class)));
            }
        }
        return others.decode(encoded);
    }

    private static String inner(String content, String begin) {
        return content.substring(begin.length(), content.length() - END.length());
    }

    private boolean isAllowed(String className) {
        return className.startsWith(SECURITY) || userClasses.contain(className);
    }

    /** Messages of other libraries quote values, so only what failed and the exception's class are reported. */
    private static <T> T guarded(String failure, Supplier<T> action) {
        try {
            T result = action.get();
            if (result == null) {
                throw new SessionCodecException("holds no value.");
            }
            return result;
        } catch (SessionCodecException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            throw new SessionCodecException(failure + " (" + e.getClass().getName() + ").");
        }
    }

    /**
     * Builds a codec, with the application's classes that may occur within Spring Security's values, such as its own
     * {@code UserDetails}. Not safe for use by several threads.
     */
    public static final class Builder extends CodecBuilder<Builder> {

        private final AttributeCodec others;

        private Builder(AttributeCodec others) {
            this.others = LayeredCodec.requireNoLayers("others", Objects.requireNonNull(others, "others"));
        }

        @Override
        protected Builder self() {
            return this;
        }

        private UserClasses classes() {
            return userClasses("SecurityJsonCodec");
        }

        /**
         * Creates the codec.
         *
         * @return a new codec
         */
        public SecurityJsonCodec build() {
            return new SecurityJsonCodec(this);
        }
    }
}
