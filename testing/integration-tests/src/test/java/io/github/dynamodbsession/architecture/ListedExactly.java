package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything found in the classes must be listed, and everything listed must be found. */
final class ListedExactly extends ArchCondition<JavaClass> {

    private final Set<String> listed;
    private final Function<JavaClass, Stream<String>> find;
    private final Set<String> notFound = new TreeSet<>();

    ListedExactly(String description, Set<String> listed, Function<JavaClass, Stream<String>> find) {
        super(description);
        this.listed = listed;
        this.find = find;
    }

    @Override
    public void init(Collection<JavaClass> types) {
        notFound.addAll(listed);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        find.apply(type).forEach(name -> {
            notFound.remove(name);
            if (!listed.contains(name)) {
                events.add(SimpleConditionEvent.violated(type, "not listed: " + name));
            }
        });
    }

    @Override
    public void finish(ConditionEvents events) {
        notFound.forEach(name -> events.add(SimpleConditionEvent.violated(name, "listed, but not found: " + name)));
    }
}
