package io.github.dynamodbsession.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.codec.foreign.Gadget;
import io.github.dynamodbsession.core.codec.foreign.deeper.Deeper;
import io.github.dynamodbsession.core.error.SessionCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which classes the codec by Java serialization writes and reads. */
class AllowListTest {

    private static final String SECRET = "s3cret-value";

    private final JavaSerializationCodec strict = JavaSerializationCodec.create();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void nothingHappenedYet() {
        System.clearProperty(Gadget.LOADED);
        System.clearProperty(Gadget.READ);
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void aClassOffTheListIsNeitherLoadedNorRead() {
        byte[] hostile = serializedElsewhere();
        AtomicReference<String> asked = new AtomicReference<>("");
        ClassLoader watching = new ClassLoader(before) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith(Gadget.class.getPackageName())) {
                    asked.set(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        Thread.currentThread().setContextClassLoader(watching);

        assertThatThrownBy(() -> strict.decode(EncodedValue.binary(hostile)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Gadget.class.getName())
                .hasMessageContaining("allow-list");

        assertThat(asked).as("the class that was asked for").hasValue("");
        assertThat(System.getProperty(Gadget.LOADED)).isNull();
        assertThat(System.getProperty(Gadget.READ)).isNull();
    }

    @Test
    void whatIsHiddenWithinAllowedClassesIsFoundToo() {
        List<Object> hiding = new ArrayList<>(List.of(new HashMap<>(Map.of("key", new Object[] {new Item(SECRET)}))));

        assertThatThrownBy(() -> strict.encode(hiding))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Item.class.getName())
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> strict.decode(Serialized.of(hiding)))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining(Item.class.getName())
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void anArrayIsAsAllowedAsItsElements() {
        assertThatThrownBy(() -> strict.decode(Serialized.of(new Item[][] {{}})))
                .isInstanceOf(SessionCodecException.class)
                .hasMessageContaining("Item");
        assertThat(strict.decode(Serialized.of(new int[][] {{1}}))).isEqualTo(new int[][] {{1}});
    }

    @Test
    void proxiesAndLambdasAndWhatAsksANameServerAreRefused() throws IOException {
        Object proxy = Proxy.newProxyInstance(before, new Class<?>[] {Comparable.class}, new Handler());
        Comparator<Object> lambda = (Comparator<Object> & Serializable) (a, b) -> a == b ? 0 : 1;
        Map<Object, Object> url = new HashMap<>();
        url.put(new URL("http://127.0.0.1/"), 1);
        for (Object hostile :
                List.of(proxy, lambda, url, new TreeMap<>(lambda), new PriorityQueue<>(lambda), Runtime.class)) {
            assertThatThrownBy(() -> strict.encode(hostile)).isInstanceOf(SessionCodecException.class);
            EncodedValue bytes = Serialized.of(hostile);
            assertThatThrownBy(() -> strict.decode(bytes)).isInstanceOf(SessionCodecException.class);
        }
    }

    @Test
    void whatTheUserNamesIsAllowed() {
        JavaSerializationCodec one =
                JavaSerializationCodec.builder().allowClass(Item.class).build();
        assertThat(one.decode(one.encode(new Item("text")))).isEqualTo(new Item("text"));
        assertThatThrownBy(() -> one.encode(new Gadget())).isInstanceOf(SessionCodecException.class);

        JavaSerializationCodec all = JavaSerializationCodec.builder()
                .allowPackage(Gadget.class.getPackageName())
                .build();
        assertThat(all.decode(all.encode(new Gadget()))).isInstanceOf(Gadget.class);
        assertThat(all.decode(all.encode(new Deeper()))).isInstanceOf(Deeper.class);
        assertThatThrownBy(() -> all.encode(new Item("text"))).isInstanceOf(SessionCodecException.class);
    }

    @Test
    void aPackageIsNotAllowedByTheBeginningOfItsName() {
        String shorter = Gadget.class
                .getPackageName()
                .substring(0, Gadget.class.getPackageName().length() - 1);
        JavaSerializationCodec codec =
                JavaSerializationCodec.builder().allowPackage(shorter).build();

        assertThatThrownBy(() -> codec.encode(new Gadget())).isInstanceOf(SessionCodecException.class);
    }

    @Test
    void aNameThatIsNoPackageOrTheJdksIsRefused() {
        JavaSerializationCodec.Builder builder = JavaSerializationCodec.builder();
        for (String bad : List.of(
                "",
                "com.acme.*",
                "com.acme.",
                ".com",
                "com..acme",
                "com acme",
                "java",
                "java.util",
                "java.rmi.server",
                "javax",
                "javax.management")) {
            assertThatThrownBy(() -> builder.allowPackage(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowPackage");
        }
    }

    record Item(String text) implements Serializable {}

    private static final class Handler implements java.lang.reflect.InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            return 0;
        }
    }

    /** A gadget as it is written by a process where its class is known; here it is not loaded for that. */
    private static byte[] serializedElsewhere() {
        byte[] other = ((EncodedValue.Binary) Serialized.of(new Item("x"))).toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = Gadget.class.getName();
        bytes.write(other, 0, 6); // the stream's head, and that an object of a class follows
        bytes.write(name.length() >> 8);
        bytes.write(name.length());
        bytes.writeBytes(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}); // its serial version
        bytes.writeBytes(new byte[] {2, 0, 0, 0x78, 0x70}); // serializable, no fields, no superclass
        return bytes.toByteArray();
    }
}
