package io.github.dynamodbsession.spring.boot;

import io.github.dynamodbsession.core.codec.AttributeCodec;
import io.github.dynamodbsession.core.codec.CodecSwitch;
import io.github.dynamodbsession.core.codec.LayeredCodec;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What encrypts attribute values, if it is on the class path.
 *
 * @param around the encrypting codec around another one
 */
record SessionEncryption(UnaryOperator<AttributeCodec> around) {

    private static final String MODE = DynamoDbSessionProperties.PREFIX + ".encryption.mode";

    /** The codec of a store, by the properties. */
    static AttributeCodec apply(
            AttributeCodec plain,
            DynamoDbSessionProperties.Encryption options,
            ObjectProvider<SessionEncryption> encryptions) {
        if (options.mode() == DynamoDbSessionProperties.EncryptionMode.OFF) {
            if (options.keysetFile() != null || options.aead() != null) {
                throw new ConfigurationFailure(
                        MODE + " is off, but there are keys: values would be stored in plain text.",
                        "Set " + MODE + " to on, or, while there are sessions that are not encrypted, first to read on"
                                + " all nodes, then to migrate.");
            }
            return plain;
        }
        String mode = ConfigurationFailure.text(options.mode());
        SessionEncryption encryption = encryptions.getIfAvailable();
        if (encryption == null) {
            throw new ConfigurationFailure(
                    MODE + " is " + mode + ", but session-codec-tink is not on the class path.",
                    "Add the dependency io.github.dynamodbsession:session-codec-tink, or remove the property.");
        }
        if (LayeredCodec.bound(plain) != null) {
            throw new ConfigurationFailure(
                    MODE + " is " + mode + ", but the bean " + plain.getClass().getName() + " encrypts itself.",
                    "Remove the property or the bean.");
        }
        AttributeCodec encrypted = encryption.around().apply(plain);
        StoreOptions.decided("Values are encrypted in the mode {0}, as {1} says.", mode, MODE);
        return switch (options.mode()) {
            case READ -> CodecSwitch.writing(plain).reading(encrypted);
            case MIGRATE -> CodecSwitch.writing(encrypted).reading(plain);
            default -> encrypted;
        };
    }
}
