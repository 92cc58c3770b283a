package io.treeline.it;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what {@link NeedsPeer} says can't run here, or fails it where nothing may be skipped. */
final class PeerCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return findAnnotation(context.getElement(), NeedsPeer.class)
        .map(needs ->
            judge(
                List.of(needs.value()), Peers.ofThisMachine(), "true".equals(System.getenv("CI"))))
        .orElseGet(() -> enabled("needs no peer"));
  }

  static ConditionEvaluationResult judge(List<String> needed, Peers peers, boolean all) {
    List<String> missing =
        needed.stream()
            .filter(name -> peers.command(name).isEmpty())
            .flatMap(
                name -> Stream.of(name + " (package " + peers.named(name).debianPackage() + ")"))
            .toList();
    if (missing.isEmpty()) {
      return enabled("every peer is here");
    }
    String sentence = "Not installed here: " + String.join(", ", missing) + ".";
    if (all) {
      throw new ExtensionConfigurationException(sentence + " With CI=true no test is left out.");
    }
    return disabled(sentence);
  }
}
