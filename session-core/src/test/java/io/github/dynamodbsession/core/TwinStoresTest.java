package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.storage.AsyncStorageClient;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever changes from one kind of store to the other finds every method again. */
class TwinStoresTest {

    /** A method as it has to be found: its result may come later, its parameters may not differ. */
    private record Signature(boolean isStatic, String name, List<Type> parameters, Type result) {

        static Signature of(Method method) {
            return new Signature(
                    Modifier.isStatic(method.getModifiers()),
                    method.getName(),
                    Arrays.stream(method.getParameterTypes())
                            .map(type -> type == StorageClient.class ? AsyncStorageClient.class : type)
                            .map(Type.class::cast)
                            .toList(),
                    twin(method.getGenericReturnType()));
        }

        /** What an asynchronous store answers instead, be it now or later. */
        private static Type twin(Type type) {
            if (type instanceof ParameterizedType generic) {
                if (generic.getRawType() == CompletableFuture.class) {
                    return twin(generic.getActualTypeArguments()[0]);
                }
                if (generic.getRawType() == Stream.class) {
                    return List.class;
                }
                return generic.getRawType() == List.class ? List.class : generic;
            }
            if (type == boolean.class) {
                return Boolean.class;
            }
            if (type == long.class) {
                return Long.class;
            }
            if (type == SessionStore.class) {
                return AsyncSessionStore.class;
            }
            return type == SessionStore.Builder.class ? AsyncSessionStore.Builder.class : type;
        }

        @Override
        public String toString() {
            return (isStatic ? "static " : "") + result.getTypeName() + " " + name + parameters;
        }
    }

    static List<Signature> missing(Class<?> blocking, Class<?> asynchronous) {
        List<Signature> there = publicMethods(asynchronous).map(Signature::of).toList();
        return publicMethods(blocking)
                .map(Signature::of)
                .filter(needed -> !there.contains(needed))
                .toList();
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge());
    }

    @Test
    void theAsynchronousStoreHasEveryMethodOfTheBlockingOne() {
        assertThat(missing(SessionStore.class, AsyncSessionStore.class)).isEmpty();
        assertThat(missing(SessionStore.Builder.class, AsyncSessionStore.Builder.class))
                .isEmpty();
    }

    /** A store with one more method than the other, and one of another type. */
    @SuppressWarnings("unused")
    public static final class More {
        public long count() {
            return 0;
        }

        public boolean isAlive(String id) {
            return id.isEmpty();
        }

        public void removeListener(SessionListener listener) {}
    }

    @SuppressWarnings("unused")
    public static final class Less {
        public CompletableFuture<Integer> count() {
            return CompletableFuture.completedFuture(0);
        }

        public CompletableFuture<Boolean> isAlive(String id) {
            return CompletableFuture.completedFuture(id.isEmpty());
        }
    }

    @Test
    void aMethodThatIsMissingOrOfAnotherTypeIsNoticed() {
        assertThat(missing(More.class, Less.class))
                .extracting(Signature::name)
                .containsExactlyInAnyOrder("count", "removeListener");
    }
}
