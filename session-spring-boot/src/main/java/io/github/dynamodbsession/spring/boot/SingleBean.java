package io.github.dynamodbsession.spring.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** A bean of the user's, if there is one; which one is not guessed. */
final class SingleBean {

    private SingleBean() {}

    static <T> @Nullable T of(ObjectProvider<T> beans, Class<T> type) {
        T bean = beans.getIfUnique();
        if (bean == null) {
            List<T> all = beans.stream().toList();
            if (!all.isEmpty()) {
                throw new ConfigurationFailure(
                        "There are " + all.size() + " beans of the type " + type.getName()
                                + "; which of them sessions are to use is not clear.",
                        "Mark one of them as @Primary.");
            }
        }
        if (bean != null) {
            Decisions.tell("Takes the bean {0} as the {1}.", bean.getClass().getName(), type.getSimpleName());
        }
        return bean;
    }
}
