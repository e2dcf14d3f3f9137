package io.github.dynamodbsession.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static io.github.dynamodbsession.architecture.Layer.layer;

import com.google.gson.Gson;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.dynamodbsession.architecture.fixture.adapterv1.RightChooser;
import io.github.dynamodbsession.architecture.fixture.clock.RightDefault;
import io.github.dynamodbsession.architecture.fixture.inner.RightTop;
import io.github.dynamodbsession.architecture.fixture.internal.owner.RightEntry;
import io.github.dynamodbsession.architecture.fixture.internal.owner.offer.RightOffer;
import io.github.dynamodbsession.architecture.fixture.internal.user.RightUser;
import io.github.dynamodbsession.architecture.fixture.modules.here.RightPlace;
import io.github.dynamodbsession.architecture.fixture.modules.there.WrongPlace;
import io.github.dynamodbsession.architecture.fixture.neighbours.core.RightCore;
import io.github.dynamodbsession.architecture.fixture.neighbours.first.RightAdapter;
import io.github.dynamodbsession.architecture.fixture.neighbours.first.second.RightInnerAdapter;
import io.github.dynamodbsession.architecture.fixture.surface.RightPublic;
import io.github.dynamodbsession.architecture.fixture.surface.offer.RightListed;
import io.github.dynamodbsession.architecture.fixture.thirdparty.other.RightUseInTheChooser;
import io.github.dynamodbsession.core.Session;
import io.github.dynamodbsession.dynamo.v1.DynamoDbV1Storage;
import java.util.List;
import java.util.Set;

/**
 * An architecture rule, and the same rule over a fixture that breaks it. In a fixture, classes that break the rule have
 * names that begin with {@code Wrong}, the others with {@code Right}.
 */
record Gate(ArchRule rule, JavaClasses classes, String fixture, ArchRule ruleOverFixture) {

    private static final String FIXTURES = "io.github.dynamodbsession.architecture.fixture.";

    private static final JavaClasses ALL_FIXTURES = new ClassFileImporter().importPackages(FIXTURES + "..");

    static List<Gate> all() {
        return List.of(
                new Gate(
                        Rules.modulesKnowOnlyTheirNeighbours(House.LAYERS),
                        House.CLASSES,
                        "neighbours",
                        Rules.modulesKnowOnlyTheirNeighbours(List.of(
                                layer("core", RightCore.class),
                                layer("first", RightAdapter.class)
                                        .knowing("core")
                                        .using(Gson.class.getPackageName()),
                                layer("second", RightInnerAdapter.class).knowing("core")))),
                new Gate(
                        Rules.classesLiveInTheModuleOfTheirPackage(House.LAYERS),
                        House.CLASSES,
                        "modules",
                        Rules.classesLiveInTheModuleOfTheirPackage(List.of(
                                layer("testing/integration-tests", RightPlace.class),
                                layer("elsewhere", WrongPlace.class)))),
                new Gate(
                        Rules.onlyTheseUse(House.AWS_SDK_V2, House.USERS_OF_AWS_SDK_V2),
                        House.CLASSES,
                        "thirdparty",
                        Rules.onlyTheseUse(
                                House.AWS_SDK_V2,
                                Set.of(FIXTURES + "thirdparty.holder", RightUseInTheChooser.class.getName()))),
                new Gate(
                        Rules.onlyTheseUse(House.AWS_SDK_V1, House.USERS_OF_AWS_SDK_V1),
                        House.CLASSES,
                        "sdkv1",
                        Rules.onlyTheseUse(House.AWS_SDK_V1, Set.of(FIXTURES + "sdkv1.holder"))),
                new Gate(
                        Rules.onlyTheseUse(DynamoDbV1Storage.class.getPackageName(), House.USERS_OF_DYNAMO_V1),
                        House.CLASSES,
                        "adapterv1",
                        Rules.onlyTheseUse(
                                DynamoDbV1Storage.class.getPackageName(), Set.of(RightChooser.class.getName()))),
                new Gate(
                        Rules.thesePackagesDoNotKnow(House.SPRING_WITHOUT_BOOT, House.SPRING_BOOT),
                        House.CLASSES,
                        "unaware",
                        Rules.thesePackagesDoNotKnow(
                                Set.of(FIXTURES + "unaware.free"), Set.of(Gson.class.getPackageName()))),
                new Gate(Rules.packagesAreFreeOfCycles(), House.CLASSES, "cycles", Rules.packagesAreFreeOfCycles()),
                new Gate(
                        Rules.classesFormNoCirclesOfMoreThan(3),
                        House.CLASSES,
                        "circles",
                        Rules.classesFormNoCirclesOfMoreThan(3)),
                new Gate(
                        Rules.innerPackagesDoNotKnowTheirTop(Session.class),
                        House.CLASSES,
                        "inner",
                        Rules.innerPackagesDoNotKnowTheirTop(RightTop.class)),
                new Gate(
                        Rules.theClockIsReadOnlyIn(House.CLOCK_DEFAULTS),
                        House.CLASSES,
                        "clock",
                        Rules.theClockIsReadOnlyIn(Set.of(
                                RightDefault.class.getName() + ".<clinit>",
                                FIXTURES + "clock.WrongListedInVain.<init>"))),
                new Gate(
                        Rules.signaturesAreComparedInConstantTime(),
                        // Test code that signs compares nothing; the server under test does.
                        House.deployedClasses(),
                        "signature",
                        Rules.signaturesAreComparedInConstantTime()),
                new Gate(
                        Rules.publicClassesAreListedOrInternal(House.surface()),
                        House.deployedClasses(),
                        "surface",
                        Rules.publicClassesAreListedOrInternal(new Surface(
                                Set.of(
                                        RightPublic.class.getName(),
                                        RightListed.class.getName(),
                                        FIXTURES + "surface.WrongListedButHidden"),
                                List.of(layer("surface", RightPublic.class)),
                                Set.of("surface")))),
                new Gate(
                        Rules.internalClassesAreNamedInTheirModuleOnly(House.surface()),
                        House.CLASSES,
                        "internal",
                        Rules.internalClassesAreNamedInTheirModuleOnly(new Surface(
                                Set.of(RightEntry.class.getName(), RightOffer.class.getName()),
                                List.of(layer("owner", RightEntry.class), layer("user", RightUser.class)),
                                Set.of("owner")))),
                new Gate(Rules.packagesAreNullMarked(), House.CLASSES, "nulls", Rules.packagesAreNullMarked()),
                new Gate(Rules.namesSayWhatThingsAreFor(), House.CLASSES, "names", Rules.namesSayWhatThingsAreFor()));
    }

    JavaClasses fixtureClasses() {
        return ALL_FIXTURES.that(resideInAPackage(FIXTURES + fixture + ".."));
    }

    @Override
    public String toString() {
        return rule.getDescription();
    }
}
