package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.foreign.Gadget;
import io.github.dynamodbsession.core.codec.foreign.deeper.Deeper;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the codec by Java serialization takes its classes from. */
class CodecClassLoaderTest {

    private final JavaSerializationCodec strict = JavaSerializationCodec.create();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void classesComeFromTheContextLoaderOfTheReadingThread() throws ReflectiveOperationException {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowPackage(Gadget.class.getPackageName())
                .build();
        EncodedValue encoded = codec.encode(new Deeper());
        ClassLoader application = new Reloading(before);

        Thread.currentThread().setContextClassLoader(application);
        Object reloaded = codec.decode(encoded);
        Thread.currentThread().setContextClassLoader(before);
        Object asBefore = codec.decode(encoded);

        assertThat(reloaded.getClass()).isSameAs(application.loadClass(Deeper.class.getName()));
        assertThat(reloaded).isNotInstanceOf(Deeper.class);
        assertThat(asBefore).isInstanceOf(Deeper.class);
    }

    @Test
    void aLoaderThatIsGivenIsUsedWhateverTheContextIs() throws ReflectiveOperationException {
        ClassLoader application = new Reloading(before);
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowPackage(Gadget.class.getPackageName())
                .classLoader(application)
                .build();

        Object decoded = codec.decode(codec.encode(new Deeper()));

        assertThat(decoded.getClass()).isSameAs(application.loadClass(Deeper.class.getName()));
    }

    @Test
    void aThreadWithoutAContextLoaderStillReadsTheJdksClasses() {
        Thread.currentThread().setContextClassLoader(null);

        assertThat(strict.decode(strict.encode(new ArrayList<>(List.of(1))))).isEqualTo(List.of(1));
    }

    @Test
    void aClassThatLeftIsNamed() {
        JavaSerializationCodec codec = JavaSerializationCodec.builder()
                .allowPackage(Gadget.class.getPackageName())
                .classLoader(ClassLoader.getPlatformClassLoader())
                .build();

        assertThatThrownBy(() -> codec.decode(codec.encode(new Deeper())))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Deeper.class.getName() + " is not there any more");
    }

    /** Has the foreign classes of its own, as an application that was reloaded. */
    private static final class Reloading extends ClassLoader {
        Reloading(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith(Gadget.class.getPackageName())) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }
}
