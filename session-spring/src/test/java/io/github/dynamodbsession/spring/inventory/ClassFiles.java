package io.github.dynamodbsession.spring.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;

/** Finds in the class files of libraries who sets attributes of sessions, and who runs code when it is deserialized. */
final class ClassFiles {

    /** Calls by which something gets into a session, or into a map that is the session's. */
    private static final Set<String> SETTING = Set.of(
            "jakarta/servlet/http/HttpSession.setAttribute",
            "org/springframework/web/util/WebUtils.setSessionAttribute",
            "org/springframework/web/context/request/RequestAttributes.setAttribute",
            "org/springframework/web/context/request/RequestAttributes.registerDestructionCallback",
            "org/springframework/web/context/request/WebRequest.setAttribute",
            "org/springframework/web/context/request/NativeWebRequest.setAttribute",
            "org/springframework/web/context/request/ServletWebRequest.setAttribute",
            "org/springframework/web/bind/support/SessionAttributeStore.storeAttribute",
            "org/springframework/web/server/WebSession.getAttributes",
            "org/springframework/session/Session.setAttribute",
            "org/springframework/webflow/context/ExternalContext.getSessionMap",
            "org/springframework/webflow/context/ExternalContext.getGlobalSessionMap",
            "jakarta/faces/context/ExternalContext.getSessionMap");

    private ClassFiles() {}

    /** The libraries of this class path whose file names begin so, and those in a folder. */
    static List<Path> jars(Pattern names, Path folder) {
        List<Path> jars = new ArrayList<>();
        Pattern separator = Pattern.compile(Pattern.quote(System.getProperty("path.separator")));
        for (String entry : separator.split(System.getProperty("java.class.path"), -1)) {
            Path path = Path.of(entry);
            if (names.matcher(String.valueOf(path.getFileName())).lookingAt() && entry.endsWith(".jar")) {
                jars.add(path);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    /** Without its version, so that a new one is compared with the old. */
    static String library(Path jar) {
        return String.valueOf(jar.getFileName()).replaceFirst("-[0-9].*", "");
    }

    /** Lines such as {@code spring-webmvc | org.springframework.X.method | HttpSession.setAttribute}. */
    static Set<String> places(Path jar) {
        Set<String> places = new TreeSet<>();
        each(
                jar,
                reader -> reader.accept(
                        new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String signature, String[] exceptions) {
                                return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
                                    @Override
                                    public void visitMethodInsn(
                                            int opcode,
                                            String owner,
                                            String name,
                                            String descriptor,
                                            boolean isInterface) {
                                        found(owner, name);
                                    }

                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String name, String descriptor, Handle bootstrap, Object... arguments) {
                                        for (Object argument : arguments) {
                                            if (argument instanceof Handle handle) {
                                                found(handle.getOwner(), handle.getName());
                                            }
                                        }
                                    }

                                    private void found(String owner, String name) {
                                        if (SETTING.contains(owner + "." + name)) {
                                            places.add(library(jar) + " | "
                                                    + reader.getClassName().replace('/', '.') + " | "
                                                    + owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
        return places;
    }

    /** Classes that do more than take their fields when they are read by Java serialization, with the method. */
    static Set<String> readingClasses(Path jar) {
        Set<String> found = new TreeSet<>();
        each(
                jar,
                reader -> reader.accept(
                        new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String signature, String[] exceptions) {
                                boolean reads =
                                        (method.equals("readObject") && type.equals("(Ljava/io/ObjectInputStream;)V"))
                                                || (method.equals("readResolve") && type.equals("()Ljava/lang/Object;"))
                                                || method.equals("readExternal")
                                                || method.equals("readObjectNoData")
                                                || (method.equals("finalize") && type.equals("()V"));
                                if (reads && (access & Opcodes.ACC_STATIC) == 0) {
                                    found.add(reader.getClassName().replace('/', '.') + "." + method);
                                }
                                return super.visitMethod(access, method, type, signature, exceptions);
                            }
                        },
                        ClassReader.SKIP_CODE));
        return found;
    }

    private interface Read {
        void read(ClassReader reader);
    }

    private static void each(Path jar, Read action) {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        action.read(new ClassReader(in));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
