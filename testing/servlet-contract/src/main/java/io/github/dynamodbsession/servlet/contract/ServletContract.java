package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The rules on sessions that Jakarta Servlet 6.0 and 6.1 have in common. Extended for each container, once without the
 * filter and once with it: see {@link Comparison}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Comparison.class)
@Execution(ExecutionMode.CONCURRENT)
public abstract class ServletContract {

    private final Containers containers;
    private final Container container;
    private final Sessions sessions;
    private final List<Deviation> deviations;
    private final Tally tally = new Tally();

    ServletContract(Supplier<Container> container, Sessions sessions, List<Deviation> deviations) {
        this.containers = new Containers(container);
        this.container = containers.take();
        containers.giveBack(this.container);
        this.sessions = sessions;
        this.deviations = List.copyOf(deviations);
    }

    /** One of them, to look at. */
    final Container container() {
        return container;
    }

    final Containers containers() {
        return containers;
    }

    final Sessions sessions() {
        return sessions;
    }

    final Tally tally() {
        return tally;
    }

    /** Why a case is expected to fail here. */
    final Optional<String> excuse(Method method, String displayName) {
        String name = nameOf(method);
        String oneOfIt = name + "(" + displayName.replace("\"", "") + ")";
        boolean withFilter = sessions.areOfTheFilter();
        Optional<String> deviation = deviations.stream()
                .filter(known -> known.name().equals(name) || known.name().equals(oneOfIt))
                .filter(known -> !withFilter || known.withFilterToo())
                .map(known -> container.name() + " deviates: " + known.reason())
                .findFirst();
        Excepted excepted = method.getAnnotation(Excepted.class);
        if (deviation.isPresent() || !withFilter) {
            return deviation;
        }
        return Optional.ofNullable(excepted)
                .map(known -> "excepted: " + known.value().title());
    }

    /** The deviations that count in a contract with some of the cases: those that the filter does not fix. */
    static List<Deviation> askedIn(Class<? extends ServletContract> contract, List<Deviation> deviations) {
        return deviations.stream()
                .filter(known -> known.withFilterToo()
                        && Stream.of(contract.getDeclaredClasses())
                                .map(cases -> cases.getSuperclass().getSimpleName())
                                .anyMatch(cases -> known.name().startsWith(cases + ".")))
                .toList();
    }

    private static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private List<Method> cases() {
        return Stream.<Class<?>>iterate(getClass(), type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredClasses()))
                .filter(type -> AnnotationSupport.isAnnotated(type, Nested.class))
                .flatMap(type -> ReflectionSupport.findMethods(
                        type, method -> method.isAnnotationPresent(Rule.class), HierarchyTraversalMode.TOP_DOWN)
                        .stream())
                .toList();
    }

    @Test
    void everyKnownDeviationIsOfACase() {
        Set<String> names = new TreeSet<>();
        cases().forEach(method -> names.add(nameOf(method)));

        assertThat(deviations)
                .extracting(deviation -> deviation.name().replaceFirst("\\(.*", ""))
                .isSubsetOf(names);
    }

    @Test
    void everyCaseSaysWhatItGoesBy() {
        assertThat(cases()).isNotEmpty().allSatisfy(method -> assertThat(
                        method.getAnnotation(Rule.class).value())
                .isNotBlank());
    }

    @AfterAll
    void stopContainers() {
        containers.close();
        System.out.println(container.name() + " " + sessions.description() + ": " + tally);
    }
}
