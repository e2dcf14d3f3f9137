package io.github.dynamodbsession.spring.boot;

import org.springframework.beans.factory.BeanFactory;

/** A storage that was made here: without a store, which closes it otherwise, nobody else does. */
final class OwnStorage {

    private static final String BLOCKING = "sessionStorageClient";
    private static final String ASYNC = "asyncSessionStorageClient";

    private OwnStorage() {}

    /** Closes it, if it is not one of the application's own. */
    static void close(BeanFactory beanFactory, AutoCloseable storage) {
        for (String name : new String[] {BLOCKING, ASYNC}) {
            if (beanFactory.containsBean(name) && beanFactory.getBean(name) == storage) {
                closed(storage);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // what it failed with before is to be told, not this
    private static void closed(AutoCloseable storage) {
        try {
            storage.close();
        } catch (Exception e) {
            System.getLogger(OwnStorage.class.getPackageName())
                    .log(System.Logger.Level.DEBUG, "A storage that is not used could not be closed", e);
        }
    }
}
