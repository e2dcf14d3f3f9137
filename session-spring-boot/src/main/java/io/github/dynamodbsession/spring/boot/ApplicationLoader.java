package io.github.dynamodbsession.spring.boot;

import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Makes what has threads of its own, such as an SDK's client. A servlet container that starts with the application makes
 * its beans with a class loader of its own on the thread, which new threads inherit; if the start fails, the container
 * reports each of them as a leak, with its stack, ahead of the reason. They are the application's, and have its loader.
 */
final class ApplicationLoader {

    private ApplicationLoader() {}

    static <T> T within(BeanFactory beanFactory, Supplier<T> making) {
        ClassLoader loader =
                beanFactory instanceof ConfigurableBeanFactory configurable ? configurable.getBeanClassLoader() : null;
        if (loader == null) {
            return making.get();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return making.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
