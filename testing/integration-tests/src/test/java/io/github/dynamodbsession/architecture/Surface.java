package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The public API of deployed modules. Below the entry package of such a module, a package without a listed class is
 * internal: its classes may be public for the module's other packages, but no other module may use them.
 *
 * @param listed the classes of the public API, by their full names
 * @param layers all modules, with their entry packages
 * @param deployed the folders of those that are deployed
 */
record Surface(Set<String> listed, List<Layer> layers, Set<String> deployed) {

    /** The module of an internal class; empty if it is not internal. */
    Optional<Layer> ownerOfInternal(JavaClass type) {
        return Layer.of(type, layers)
                .filter(layer -> deployed.contains(layer.folder()))
                .filter(layer -> !layer.packageName().equals(type.getPackageName()))
                .filter(layer -> !hasListed(type.getPackageName()));
    }

    private boolean hasListed(String packageName) {
        return listed.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .anyMatch(packageName::equals);
    }

    /** Whether a class may refer to another one that is internal. */
    boolean mayName(JavaClass type, JavaClass other) {
        Optional<Layer> owner = ownerOfInternal(other);
        return owner.isEmpty() || owner.equals(Layer.of(type, layers));
    }
}
