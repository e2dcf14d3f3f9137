package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.MessageDigest;
import java.util.Set;
import javax.crypto.Mac;

/**
 * Signatures must be compared with {@link MessageDigest#isEqual}, in constant time. A test of results cannot
 * distinguish that from another comparison.
 */
final class Signatures extends ArchCondition<JavaClass> {

    private static final Set<String> HASTY = Set.of(
            "equals",
            "deepEquals",
            "equalsIgnoreCase",
            "contentEquals",
            "compare",
            "compareTo",
            "compareToIgnoreCase",
            "mismatch",
            "regionMatches");

    Signatures() {
        super("compare them by MessageDigest.isEqual alone");
    }

    static boolean areMadeBy(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(Mac.class));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (type.getAccessesFromSelf().stream().noneMatch(Signatures::isInConstantTime)) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " never calls MessageDigest.isEqual"));
        }
        type.getAccessesFromSelf().stream()
                .filter(access -> HASTY.contains(access.getTarget().getName()))
                .forEach(access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
    }

    private static boolean isInConstantTime(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return target.getOwner().isEquivalentTo(MessageDigest.class)
                && target.getName().equals("isEqual");
    }
}
