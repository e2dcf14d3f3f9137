package io.github.dynamodbsession.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The place of a module in the architecture.
 *
 * @param folder the folder of the module
 * @param sentinel the name of a class of the module; its package is the module's
 * @param neighbours the folders of the modules that this one may depend on
 * @param thirdParties the packages, with their subpackages, that it may use in addition to the JDK and JSpecify
 */
record Layer(String folder, String sentinel, List<String> neighbours, List<String> thirdParties) {

    static Layer layer(String folder, Class<?> sentinel) {
        return layer(folder, sentinel.getName());
    }

    /** One that is not on this class path, as in a jar that holds its dependencies. */
    static Layer layer(String folder, String sentinel) {
        return new Layer(folder, sentinel, List.of(), List.of());
    }

    Layer knowing(String... folders) {
        return new Layer(folder, sentinel, List.of(folders), thirdParties);
    }

    Layer using(String... packages) {
        return new Layer(folder, sentinel, neighbours, List.of(packages));
    }

    String packageName() {
        return sentinel.substring(0, sentinel.lastIndexOf('.'));
    }

    boolean mayKnow(Layer other) {
        return equals(other) || neighbours.contains(other.folder());
    }

    boolean mayUse(JavaClass thirdParty) {
        return thirdParties.stream().anyMatch(name -> isIn(name, thirdParty));
    }

    /** The layer of a class: that of the longest package name, since one module's package may lie in another's. */
    static Optional<Layer> of(JavaClass type, Collection<Layer> layers) {
        return layers.stream()
                .filter(layer -> isIn(layer.packageName(), type))
                .max(Comparator.comparingInt(layer -> layer.packageName().length()));
    }

    static boolean isIn(String packageName, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(packageName + ".");
    }
}
