package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** This JVM's memory, and what it was asked: {@code get}, {@code put}, {@code setExpires}, {@code delete}. */
public final class CountedStorage {

    private static final Set<String> COUNTED = Set.of("get", "put", "setExpires", "delete");

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final StorageClient storage;

    public CountedStorage() {
        InMemoryStorageClient memory = InMemoryStorageClient.create();
        this.storage = (StorageClient) Proxy.newProxyInstance(
                CountedStorage.class.getClassLoader(), new Class<?>[] {StorageClient.class}, (proxy, method, args) -> {
                    if (COUNTED.contains(method.getName())) {
                        calls.add(method.getName());
                    }
                    try {
                        return method.invoke(memory, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    public StorageClient client() {
        return storage;
    }

    /** What it was asked since the last call of this. */
    public List<String> takeCalls() {
        synchronized (calls) {
            List<String> taken = List.copyOf(calls);
            calls.clear();
            return taken;
        }
    }
}
