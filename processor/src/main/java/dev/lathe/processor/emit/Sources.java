package dev.lathe.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.Collection;

/** Source files around generated classes. */
public final class Sources {

  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");

  private static final String PROCESSOR = "dev.lathe.processor.LatheProcessor";

  private Sources() {}

  /** The file of a class. */
  static JavaFile file(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type).indent("  ").skipJavaLangImports(true).build();
  }

  /**
   * The same file with the given simple names qualified wherever they mean a class of another
   * package.
   */
  public static JavaFile qualifying(Collection<String> simpleNames, JavaFile file) {
    TypeSpec.Builder type = file.typeSpec().toBuilder();
    type.alwaysQualify(simpleNames.toArray(String[]::new));
    return file(file.packageName(), type.build());
  }

  /** Who wrote a class; no date, or builds would never be the same twice. */
  static AnnotationSpec generated() {
    return AnnotationSpec.builder(GENERATED).addMember("value", "$S", PROCESSOR).build();
  }
}
