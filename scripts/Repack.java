import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Writes a jar again so that the JVM's AOT cache takes its classes: without signatures, whose
 * classes it leaves out, and with every class file at least of Java 7, since it leaves out those
 * that have no stack maps. Run by build.sh on the copies of a build that is laid out; what the
 * classes do stays as it is.
 */
final class Repack {

  private static final int JAVA_7 = 51;

  private Repack() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      repack(Path.of(jar));
    }
  }

  private static void repack(Path jar) throws IOException {
    Path written = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile from = new JarFile(jar.toFile(), false);
        OutputStream file = Files.newOutputStream(written);
        JarOutputStream to = new JarOutputStream(file, unsigned(from.getManifest()))) {
      to.setLevel(1);
      ClassFile classFile =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(resolver(from)));
      for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (!isSignature(entry.getName())) {
          to.putNextEntry(new JarEntry(entry.getName()));
          try (InputStream in = from.getInputStream(entry)) {
            byte[] content = in.readAllBytes();
            to.write(isClass(entry.getName()) ? atLeastJava7(classFile, content) : content);
          }
          to.closeEntry();
        }
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The main attributes only: the others are digests of single entries. */
  private static Manifest unsigned(Manifest signed) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putAll(signed.getMainAttributes());
    return manifest;
  }

  private static boolean isSignature(String name) {
    return name.equals(JarFile.MANIFEST_NAME)
        || name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class") && !name.endsWith("module-info.class");
  }

  private static ClassHierarchyResolver resolver(JarFile jar) {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              JarEntry entry =
                  jar.getJarEntry(type.packageName().replace('.', '/')
                      + (type.packageName().isEmpty() ? "" : "/") + type.displayName() + ".class");
              try {
                return entry == null ? null : jar.getInputStream(entry);
              } catch (IOException e) {
                return null;
              }
            })
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static byte[] atLeastJava7(ClassFile classFile, byte[] octets) {
    int major = (octets[6] & 0xff) << 8 | octets[7] & 0xff;
    if (major >= JAVA_7) {
      return octets;
    }
    return classFile.transformClass(
        classFile.parse(octets),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(to -> to.withVersion(JAVA_7, 0))));
  }
}
