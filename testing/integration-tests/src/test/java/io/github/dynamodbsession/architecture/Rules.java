package io.github.dynamodbsession.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The architecture rules. Everything that differs between the project and a fixture is a parameter. */
final class Rules {

    private static final Set<String> JDK_PACKAGES = ModuleFinder.ofSystem().findAll().stream()
            .filter(module -> module.descriptor().name().startsWith("java."))
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(toUnmodifiableSet());

    private static final String HOUSE = "io.github.dynamodbsession";

    private Rules() {}

    /**
     * Every layer declares all that it may depend on: this isolates adapters, and restricts core to the JDK and
     * JSpecify.
     */
    static ArchRule modulesKnowOnlyTheirNeighbours(List<Layer> layers) {
        return classes().should(new ArchCondition<>("depend only on what their layer may know") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                !mayKnow(type, dependency.getTargetClass().getBaseComponentType(), layers))
                        .map(dependency -> SimpleConditionEvent.violated(type, dependency.getDescription()))
                        .forEach(events::add);
            }
        });
    }

    private static boolean mayKnow(JavaClass type, JavaClass target, List<Layer> layers) {
        Optional<Layer> own = Layer.of(type, layers);
        Optional<Layer> other = Layer.of(target, layers);
        if (own.isPresent() && other.isPresent()) {
            return own.get().mayKnow(other.get());
        }
        return target.isPrimitive()
                || JDK_PACKAGES.contains(target.getPackageName())
                || Layer.isIn(NullMarked.class.getPackageName(), target)
                || own.filter(layer -> layer.mayUse(target)).isPresent();
    }

    static ArchRule classesLiveInTheModuleOfTheirPackage(List<Layer> layers) {
        return classes().should(have(describe("a place in the module that their package belongs to", type -> {
            String place = type.getSource().orElseThrow().getUri().getPath();
            return Layer.of(type, layers)
                    .filter(layer -> place.contains("/" + layer.folder() + "/target/"))
                    .isPresent();
        })));
    }

    /** Users are packages and classes, by their full names. */
    static ArchRule onlyTheseUse(String thirdParty, Set<String> users) {
        return noClasses()
                .that(describe("are not in " + users, type -> !isOneOf(users, type)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(thirdParty + "..");
    }

    /** Packages by their full names, those below them not included; nothing of the others is known there. */
    static ArchRule thesePackagesDoNotKnow(Set<String> packages, Set<String> others) {
        return noClasses()
                .that(describe("are in " + packages, type -> packages.contains(type.getPackageName())))
                .should()
                .dependOnClassesThat(describe(
                        "are in " + others, type -> others.stream().anyMatch(other -> Layer.isIn(other, type))));
    }

    private static boolean isOneOf(Set<String> users, JavaClass type) {
        return users.contains(type.getPackageName())
                || users.contains(type.getName())
                || type.getEnclosingClass()
                        .filter(outer -> isOneOf(users, outer))
                        .isPresent();
    }

    static ArchRule packagesAreFreeOfCycles() {
        return slices().assignedFrom(new Packages()).should().beFreeOfCycles();
    }

    static ArchRule classesFormNoCirclesOfMoreThan(int maxSize) {
        return classes().should(new ClassCircles(maxSize));
    }

    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    static ArchRule innerPackagesDoNotKnowTheirTop(Class<?> inTop) {
        String top = inTop.getPackageName();
        return noClasses()
                .that()
                .resideInAPackage(top + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(top);
    }

    static ArchRule theClockIsReadOnlyIn(Set<String> places) {
        return classes().should(new ListedExactly("read the clock in the listed places", places, ClockReads::in));
    }

    static ArchRule signaturesAreComparedInConstantTime() {
        return classes()
                .that(describe("make signatures", Signatures::areMadeBy))
                .should(new Signatures());
    }

    static ArchRule publicClassesAreListedOrInternal(Surface surface) {
        return classes()
                .should(new ListedExactly(
                        "be public if they are listed, or internal", surface.listed(), type -> Stream.of(type)
                                .filter(JavaClass::isTopLevelClass)
                                .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(one -> surface.ownerOfInternal(one).isEmpty())
                                .map(JavaClass::getName)));
    }

    static ArchRule internalClassesAreNamedInTheirModuleOnly(Surface surface) {
        return classes().should(new ArchCondition<>("name no internal class of another module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !surface.mayName(
                                type, dependency.getTargetClass().getBaseComponentType()))
                        .map(dependency -> SimpleConditionEvent.violated(type, dependency.getDescription()))
                        .forEach(events::add);
            }
        });
    }

    static ArchRule packagesAreNullMarked() {
        return classes().should(have(describe("a package with @NullMarked", type -> type.getPackage()
                .isAnnotatedWith(NullMarked.class))));
    }

    /** The name {@code Manager} is allowed for an implementation of a third-party interface with that name. */
    static ArchRule namesSayWhatThingsAreFor() {
        return noClasses()
                .that(describe("are not named by others", type -> !isNamedByOthers(type)))
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .orShould()
                .resideInAPackage("..impl..");
    }

    private static boolean isNamedByOthers(JavaClass type) {
        JavaClass top = outermost(type);
        return top.getSimpleName().endsWith("Manager")
                && Stream.concat(top.getAllRawSuperclasses().stream(), top.getAllRawInterfaces().stream())
                        .anyMatch(above -> above.getSimpleName().endsWith("Manager") && !Layer.isIn(HOUSE, above));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }
}
