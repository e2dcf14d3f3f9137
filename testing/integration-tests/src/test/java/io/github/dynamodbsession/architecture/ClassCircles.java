package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes that all depend on each other, directly or indirectly, can only be understood and changed together. A nested
 * class counts as its enclosing class. A small cycle may be one concept in several files; a large one is a tangle.
 */
final class ClassCircles extends ArchCondition<JavaClass> {

    private final int maxSize;
    private final Map<String, Set<String>> known = new TreeMap<>();

    ClassCircles(int maxSize) {
        super("not be one of more than " + maxSize + " classes that all reach each other");
        this.maxSize = maxSize;
    }

    @Override
    public void init(Collection<JavaClass> types) {
        known.clear();
        types.forEach(type -> known.put(outermost(type), new TreeSet<>()));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String own = outermost(type);
        type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()))
                .filter(target -> !target.equals(own) && known.containsKey(target))
                .forEach(known.get(own)::add);
    }

    @Override
    public void finish(ConditionEvents events) {
        of(known).stream()
                .filter(circle -> circle.size() > maxSize)
                .map(circle -> SimpleConditionEvent.violated(
                        circle, circle.size() + " classes reach each other: " + String.join(", ", circle)))
                .forEach(events::add);
    }

    /** Every cycle of two or more classes, the largest first; each class is part of at most one. */
    static List<Set<String>> of(Map<String, Set<String>> known) {
        return new Search(known)
                .circles().stream()
                        .filter(circle -> circle.size() > 1)
                        .sorted((one, other) -> other.size() - one.size())
                        .toList();
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ClassCircles::outermost).orElse(type.getName());
    }

    /** Tarjan's algorithm: strongly connected components in one walk. */
    private static final class Search {
        private final Map<String, Set<String>> known;
        private final Map<String, Integer> number = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<Set<String>> circles = new ArrayList<>();

        Search(Map<String, Set<String>> known) {
            this.known = known;
        }

        List<Set<String>> circles() {
            known.keySet().forEach(this::visit);
            return circles;
        }

        private void visit(String type) {
            if (number.containsKey(type)) {
                return;
            }
            number.put(type, number.size());
            lowest.put(type, number.get(type));
            open.push(type);
            for (String target : known.get(type)) {
                visit(target);
                if (open.contains(target)) {
                    lowest.merge(type, lowest.get(target), Math::min);
                }
            }
            if (lowest.get(type).equals(number.get(type))) {
                Set<String> circle = new TreeSet<>();
                do {
                    circle.add(open.pop());
                } while (!circle.contains(type));
                circles.add(circle);
            }
        }
    }
}
