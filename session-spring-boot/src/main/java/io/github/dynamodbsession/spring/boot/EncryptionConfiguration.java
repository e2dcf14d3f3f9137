package io.github.dynamodbsession.spring.boot;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import io.github.dynamodbsession.codec.tink.EncryptingCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Encryption by Tink, if it is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({EncryptingCodec.class, Aead.class})
class EncryptionConfiguration {

    private static final String PREFIX = DynamoDbSessionProperties.PREFIX + ".encryption.";

    @Bean
    SessionEncryption sessionEncryption(
            DynamoDbSessionProperties properties, BeanFactory beans, ObjectProvider<KmsClient> services) {
        return new SessionEncryption(plain -> codec(plain, properties.encryption(), beans, services));
    }

    private static AttributeCodec codec(
            AttributeCodec plain,
            DynamoDbSessionProperties.Encryption options,
            BeanFactory beans,
            ObjectProvider<KmsClient> services) {
        EncryptingCodec.Builder builder = EncryptingCodec.builder(plain);
        if ((options.keysetFile() == null) == (options.aead() == null)) {
            throw new ConfigurationFailure(
                    PREFIX + "mode is " + ConfigurationFailure.text(options.mode()) + ", which needs keys: exactly one"
                            + " of " + PREFIX + "keyset-file and " + PREFIX + "aead must be set.",
                    "Set " + PREFIX + "keyset-file to a keyset of Tink, or " + PREFIX + "aead to the name of a bean.");
        }
        if (options.keysetFile() != null) {
            builder.keysetFile(options.keysetFile());
        } else if (options.aead() != null) {
            builder.aead(bean(beans, "aead", options.aead()));
        }
        if (options.boundTo() != null) {
            builder.boundTo(options.boundTo());
        }
        decrypt(builder, options, beans, services);
        return builder.build();
    }

    private static void decrypt(
            EncryptingCodec.Builder builder,
            DynamoDbSessionProperties.Encryption options,
            BeanFactory beans,
            ObjectProvider<KmsClient> services) {
        String name = options.keyEncryption();
        String keyUri = options.keyUri();
        if (name != null && keyUri != null) {
            throw new ConfigurationFailure(
                    PREFIX + "key-encryption and " + PREFIX + "key-uri are both set, and the keyset is encrypted with"
                            + " one of them.",
                    "Remove the other one.");
        }
        if (name != null) {
            builder.keyEncryption(bean(beans, "key-encryption", name));
        } else if (keyUri != null) {
            builder.keyEncryption(service(services, keyUri), keyUri);
        }
    }

    private static KmsClient service(ObjectProvider<KmsClient> services, String keyUri) {
        @Nullable
        KmsClient service = services.orderedStream()
                .filter(each -> each.doesSupport(keyUri))
                .findFirst()
                .orElse(null);
        if (service == null) {
            throw new ConfigurationFailure(
                    PREFIX + "key-uri is " + keyUri + ", and there is no bean of the type " + KmsClient.class.getName()
                            + " that supports it.",
                    "Define one, such as AwsKmsClient of com.google.crypto.tink:tink-awskms.");
        }
        return service;
    }

    private static Aead bean(BeanFactory beans, String property, String name) {
        try {
            return beans.getBean(name, Aead.class);
        } catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException e) {
            throw new ConfigurationFailure(
                    PREFIX + property + " is " + name + ", and there is no bean of that name and the type "
                            + Aead.class.getName() + ".",
                    "Define it, or set the property to the name of one.");
        }
    }
}
