package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What users see of deployed modules. Below the entry package of such a module, a package of which no class is listed is
 * internal: its classes may be public, so that the module's other packages can use them, and nobody else does.
 *
 * @param listed the classes that users see, by their full names
 * @param layers all modules, with their entry packages
 * @param deployed the folders of those that are deployed
 */
record Surface(Set<String> listed, List<Layer> layers, Set<String> deployed) {

    /** The module to which an internal class belongs; empty: it is none. */
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

    /** Whether a class may name another one, as far as that is internal. */
    boolean mayName(JavaClass type, JavaClass other) {
        Optional<Layer> owner = ownerOfInternal(other);
        return owner.isEmpty() || owner.equals(Layer.of(type, layers));
    }
}
