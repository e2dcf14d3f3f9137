package io.github.dynamodbsession.servlet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** That the page of rules names cases that are there, and that containers run. */
class ContractPageTest {

    private static final Pattern CASE = Pattern.compile("`(\\w+#\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!section|method|type).*$");

    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/servlet-contract.md"));
    }

    /** Of the contract that containers of the newest version extend. */
    private static Set<String> cases() {
        Set<String> names = new TreeSet<>();
        Stream.of(Servlet60Contract.class, Servlet61Contract.class)
                .flatMap(contract -> Stream.of(contract.getDeclaredClasses()))
                .filter(type -> type.isAnnotationPresent(Nested.class))
                .map(Class::getSuperclass)
                .forEach(type -> Stream.of(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Rule.class))
                        .map(Method::getName)
                        .forEach(method -> names.add(type.getSimpleName() + "#" + method)));
        return names;
    }

    @Test
    void everyCaseThatIsNamedExists() throws IOException {
        List<String> named =
                CASE.matcher(page()).results().map(match -> match.group(1)).toList();

        assertThat(named).isNotEmpty();
        assertThat(cases()).containsAll(named);
    }

    @Test
    void everyRuleHasACase() throws IOException {
        List<String> rules =
                ROW.matcher(page()).results().map(MatchResult::group).toList();

        assertThat(rules).isNotEmpty().allMatch(row -> CASE.matcher(row).find());
    }
}
