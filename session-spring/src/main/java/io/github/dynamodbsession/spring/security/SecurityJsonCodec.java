package io.github.dynamodbsession.spring.security;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecBuilder;
import io.github.dynamodbsession.core.codec.EncodedValue;
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
 * Lets a JSON codec keep what Spring Security puts into sessions: its values are written and read by Spring Security's
 * own Jackson modules, under their allow-list, within a tag of the library's JSON format; all other values are the other
 * codec's.
 *
 * <p>A value that could not be read again is refused when it is written. Of the exception of a failed login the class and
 * the message are kept.
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

    /** Makes maps, lists, texts and numbers, and nothing else. */
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
     * Begins a codec.
     *
     * @param others writes and reads all other values; not null
     * @return a new builder
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

    /** Classes that were not read before are read once, so that nobody is logged out by what could only be written. */
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

    /** One of the user's that extends one of Spring Security's may come back as the latter. */
    private void checkReadable(Object value, String json, Set<Class<?>> written) {
        String type = value.getClass().getName();
        Object read = guarded(
                "a " + type
                        + " could not be read again by Spring Security's Jackson modules; allow the packages of your own"
                        + " classes within it, and tell Jackson how to make them",
                () -> readAgain(json, value));
        Set<Class<?>> writtenAgain = new HashSet<>();
        write(read, writtenAgain);
        for (Class<?> one : written) {
            if (!one.getName().startsWith("java.") && !writtenAgain.contains(one)) {
                throw new SessionCodecException("class " + one.getName() + ", within a " + type
                        + ", comes back from JSON as another; Jackson must be told how to make it (a deserializer of its"
                        + " own), or Java serialization be used.");
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

    /** The name is one that was written just now: of a class, and no data. */
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

    /** Messages of others quote values: only what failed, and how, is told. */
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
     * Collects what a codec is made of: the classes of the user's that may stand within Spring Security's values, such as
     * a {@code UserDetails} of one's own. Not safe for use by several threads.
     */
    public static final class Builder extends CodecBuilder<Builder> {

        private final AttributeCodec others;

        private Builder(AttributeCodec others) {
            this.others = Objects.requireNonNull(others, "others");
        }

        @Override
        protected Builder self() {
            return this;
        }

        private UserClasses classes() {
            return userClasses("SecurityJsonCodec");
        }

        /**
         * Makes the codec.
         *
         * @return a new codec
         */
        public SecurityJsonCodec build() {
            return new SecurityJsonCodec(this);
        }
    }
}
