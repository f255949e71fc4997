package org.datalogistics.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows as the classes draw them. */
class ClassArrowsTest {
  private static final String PROJECT = "org.datalogistics";
  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PROJECT);
  }

  @Test
  void aModuleSeesOnlyModulesThatItsArrowsPointTo() {
    Set<String> wrong =
        findings(
            used -> used.getPackageName().startsWith(PROJECT),
            (module, used) -> !Arrows.visible(module).contains(moduleOf(used)));
    assertThat(wrong).as("uses against the arrows of docs/architecture.md").isEmpty();
  }

  @Test
  void aModuleSeesOnlyTheLibrariesThatAreItsOwn() {
    Set<String> wrong =
        findings(
            used -> !used.getPackageName().startsWith(PROJECT) && !used.getPackageName().isEmpty(),
            (module, used) -> !Arrows.seesLibrary(module, used.getPackageName()));
    assertThat(wrong).as("uses of libraries that belong elsewhere").isEmpty();
  }

  @Test
  void onlyOnePackageKnowsTheMongoDriver() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass user : classes) {
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        String used = use.getTargetClass().getPackageName();
        if ((used.startsWith("com.mongodb") || used.startsWith("org.bson"))
            && !user.getPackageName().equals("org.datalogistics.unis.server.store.mongo")) {
          wrong.add(user.getName() + " -> " + use.getTargetClass().getName());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void packagesUseEachOtherInOneDirection() {
    SlicesRuleDefinition.slices()
        .assignedFrom(new EachPackage())
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  @Test
  void aPackageBelongsToOneModule() {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (JavaClass each : classes) {
      owners.computeIfAbsent(each.getPackageName(), p -> new TreeSet<>()).add(moduleOf(each));
    }
    assertThat(owners).isNotEmpty().allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
  }

  /** Uses, from main class to used class, that are against a rule. */
  private static Set<String> findings(Predicate<JavaClass> concerns, Rule isWrong) {
    Set<String> found = new TreeSet<>();
    for (JavaClass user : classes) {
      String module = moduleOf(user);
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (!used.isPrimitive() && concerns.test(used) && isWrong.test(module, used)) {
          found.add(module + ": " + user.getName() + " -> " + used.getName());
        }
      }
    }
    return found;
  }

  /** Where a class was built, from the place of its jar or class folder below the checkout. */
  private static String moduleOf(JavaClass each) {
    Optional<URI> place = each.getSource().map(source -> source.getUri());
    Path root = Checkout.root();
    Pattern built = Pattern.compile(Pattern.quote(root.toUri().getRawPath()) + "(.+?)/target/.*");
    Matcher matcher = built.matcher(place.map(URI::toString).orElse(""));
    if (!matcher.find()) {
      throw new AssertionError(
          each.getName() + " comes from " + place + ", not from a module of " + root);
    }
    return matcher.group(1);
  }

  private interface Rule {
    boolean test(String module, JavaClass used);
  }

  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass each) {
      return each.getPackageName().startsWith(PROJECT)
          ? SliceIdentifier.of(each.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
