package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.stream.Stream;

/** Finds reads of the system clock. {@code System.nanoTime} measures, and may be used anywhere. */
final class ClockReads {

    private ClockReads() {}

    /** The places as {@code package.Class.method}. */
    static Stream<String> in(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(ClockReads::isClockRead)
                .map(access -> type.getName() + "." + access.getOrigin().getName())
                .distinct();
    }

    private static boolean isClockRead(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target && isClockRead(target);
    }

    private static boolean isClockRead(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean isTold = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && target.getRawParameterTypes().isEmpty();
        }
        if (owner.isEquivalentTo(GregorianCalendar.class)) {
            return name.equals("<init>");
        }
        if (owner.isEquivalentTo(Calendar.class)) {
            return name.equals("getInstance");
        }
        return !isTold
                && owner.getPackageName().startsWith("java.time")
                && (name.equals("now") || name.startsWith("system") || name.startsWith("tick"));
    }
}
