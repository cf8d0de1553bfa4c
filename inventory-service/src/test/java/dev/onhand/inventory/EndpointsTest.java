package dev.onhand.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.onhand.platform.http.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/// What holds for every endpoint of this service.
class EndpointsTest {
  private static final List<JavaMethod> ENDPOINTS =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.onhand.inventory")
              .stream()
              .filter(type -> type.isAnnotatedWith(Path.class))
              .map(JavaClass::getMethods)
              .flatMap(Set::stream)
              .filter(EndpointsTest::isEndpoint)
              .toList();

  private static boolean isEndpoint(JavaMethod method) {
    return method.isAnnotatedWith(GET.class)
        || method.isAnnotatedWith(PUT.class)
        || method.isAnnotatedWith(POST.class)
        || method.isAnnotatedWith(DELETE.class);
  }

  private static Set<String> without(Predicate<JavaMethod> rule) {
    return ENDPOINTS.stream()
        .filter(rule.negate())
        .map(JavaMethod::getFullName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_endpoint_names_the_roles_it_is_for() {
    assertTrue(ENDPOINTS.size() > 20, ENDPOINTS::toString);
    assertEquals(
        Set.of(),
        without(
            method ->
                method.isAnnotatedWith(RolesAllowed.class)
                    || method.getOwner().isAnnotatedWith(RolesAllowed.class)));
  }

  @Test
  void every_endpoint_says_what_it_does() {
    assertEquals(Set.of(), without(method -> method.isAnnotatedWith(Operation.class)));
  }

  @Test
  void every_list_is_paged_by_key_with_a_limit() {
    assertEquals(
        Set.of(),
        without(
            method ->
                !method.getRawReturnType().isEquivalentTo(Page.class)
                    || parameters(method).containsAll(List.of("after", "limit"))));
    assertEquals(
        Set.of(), without(method -> !method.getRawReturnType().isAssignableTo(List.class)));
  }

  private static List<String> parameters(JavaMethod method) {
    return Arrays.stream(method.reflect().getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(query -> query != null)
        .map(QueryParam::value)
        .toList();
  }
}
