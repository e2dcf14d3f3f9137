package io.github.dynamodbsession.servlet.contract;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Compares each case with its expected result: it must pass, unless it is a known deviation of the container, or a
 * known limit of the filter. A case that is expected to fail must fail, or the list is wrong; it is then reported as
 * skipped, with the reason.
 */
final class Comparison implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        compare(invocation, method.getExecutable(), context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        compare(invocation, method.getExecutable(), context);
    }

    private static void compare(Invocation<Void> invocation, Method method, ExtensionContext context) throws Throwable {
        ServletContract contract = context.getRequiredTestInstances()
                .findInstance(ServletContract.class)
                .orElseThrow();
        if (!method.isAnnotationPresent(Rule.class)) {
            invocation.proceed();
            return;
        }
        Optional<String> excuse = contract.excuse(method, context.getDisplayName());
        Tally tally = contract.tally();
        try {
            invocation.proceed();
        } catch (TestAbortedException aborted) {
            throw aborted;
        } catch (Throwable failure) {
            if (excuse.isEmpty()) {
                tally.failed();
                throw failure;
            }
            tally.excused();
            throw new TestAbortedException(excuse.get() + " [" + failure.getMessage() + "]");
        }
        if (excuse.isPresent()) {
            tally.failed();
            throw new AssertionError("It passes: take it off the list that says: " + excuse.get());
        }
        tally.passed();
    }
}
