package io.github.dynamodbsession.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseTest {

    private static final Pattern WRONG_CLASS = Pattern.compile("\\bWrong\\w+");

    /** The only module without main classes, besides the BOM. */
    private static final Set<String> TESTS = Set.of(
            "testing/integration-tests",
            "testing/documentation",
            "testing/dynamodb-conformance",
            "testing/express-interop");

    private static List<Gate> gates() {
        return Gate.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gates")
    void theHouseKeepsTheRule(Gate gate) {
        gate.rule().check(gate.classes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gates")
    void theRuleCatchesEveryWrongClassOfItsFixtureAndNoRightOne(Gate gate) {
        List<String> names = gate.fixtureClasses().stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .toList();

        List<String> report = gate.ruleOverFixture()
                .evaluate(gate.fixtureClasses())
                .getFailureReport()
                .getDetails();

        assertThat(names).anyMatch(name -> name.startsWith("Wrong")).anyMatch(name -> name.startsWith("Right"));
        assertThat(report)
                .allMatch(violation -> wrongClassesIn(violation).findAny().isPresent());
        assertThat(report.stream().flatMap(HouseTest::wrongClassesIn).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().filter(name -> name.startsWith("Wrong")).toList());
    }

    private static Stream<String> wrongClassesIn(String violation) {
        return WRONG_CLASS.matcher(violation).results().map(MatchResult::group);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gates")
    void theRuleIsNotKeptByNothing(Gate gate) {
        JavaClasses nothing = House.CLASSES.that(DescribedPredicate.alwaysFalse());

        assertThatThrownBy(() -> gate.rule().check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    void everyModuleOfTheRootPomHasALayer() {
        assertThat(Reactor.here().modules())
                .filteredOn(Reactor.Module::hasSources)
                .extracting(Reactor.Module::folder)
                .containsAll(TESTS)
                .filteredOn(folder -> !TESTS.contains(folder))
                .containsExactlyInAnyOrderElementsOf(
                        House.LAYERS.stream().map(Layer::folder).toList());
        assertThat(TESTS).allSatisfy(folder -> assertThat(
                        Reactor.here().root().resolve(folder).resolve("src/main"))
                .doesNotExist());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayersClassesAreSeen(Layer layer) {
        assertThat(House.CLASSES.contain(layer.sentinel())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayersNeighboursAreLayers(Layer layer) {
        assertThat(House.LAYERS).extracting(Layer::folder).containsAll(layer.neighbours());
    }

    @Test
    void aDeployedJarIsNamedAfterItsPackage() {
        assertThat(Reactor.here().deployedModules())
                .filteredOn(Reactor.Module::hasSources)
                .isNotEmpty()
                .allSatisfy(module -> assertThat(House.LAYERS)
                        .filteredOn(layer -> layer.folder().equals(module.folder()))
                        .extracting(Layer::packageName)
                        .containsExactly(module.moduleName()));
    }

    private static List<Layer> layers() {
        return House.LAYERS;
    }
}
