package io.treeline.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tree as the contract tells it, by names alone and without a thought for speed. A call that
 * breaks a rule gives false and changes nothing.
 */
final class Model {

  /** A domain: its parent's name, and its one setting. */
  record Node(@Nullable String parent, @Nullable String hsts) {}

  final Map<String, Node> nodes = new TreeMap<>();
  private String master;

  Model(String master) {
    this.master = master;
    nodes.put(master, new Node(null, null));
  }

  String master() {
    return master;
  }

  boolean add(String name, @Nullable String givenParent, boolean allowNested) {
    String parent = givenParent == null ? nearest(name) : givenParent;
    if (nodes.containsKey(name) || !nodes.containsKey(parent) || !fits(name, parent)) {
      return false;
    }
    Map<String, Node> next = new TreeMap<>(nodes);
    next.put(name, new Node(parent, null));
    return take(next, name, allowNested);
  }

  boolean move(String name, String parent, boolean allowNested) {
    if (!nodes.containsKey(name) || name.equals(master) || !nodes.containsKey(parent)) {
      return false;
    }
    if (nodes.get(name).parent().equals(parent)) {
      return true;
    }
    if (under(parent, name) || !fits(name, parent)) {
      return false;
    }
    Map<String, Node> next = new TreeMap<>(nodes);
    next.put(name, new Node(parent, nodes.get(name).hsts()));
    return take(next, name, allowNested);
  }

  boolean rename(String name, String to) {
    if (!nodes.containsKey(name)) {
      return false;
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    collect(name, name, to, renamed);
    Map<String, Node> next = new TreeMap<>();
    for (Map.Entry<String, Node> each : nodes.entrySet()) {
      String parent = each.getValue().parent();
      Node node =
          new Node(
              parent == null ? null : renamed.getOrDefault(parent, parent), each.getValue().hsts());
      if (next.put(renamed.getOrDefault(each.getKey(), each.getKey()), node) != null) {
        return false;
      }
    }
    String parent = nodes.get(name).parent();
    if (parent != null && !fits(to, parent)) {
      return false;
    }
    String newMaster = name.equals(master) ? to : master;
    for (String each : renamed.values()) {
      if (newMaster.equals(next.get(each).parent()) && newlyNested(next, newMaster, renamed)) {
        return false;
      }
    }
    master = newMaster;
    nodes.clear();
    nodes.putAll(next);
    return true;
  }

  boolean remove(String name, boolean recursive) {
    if (!nodes.containsKey(name) || name.equals(master)) {
      return false;
    }
    List<String> going = nodes.keySet().stream().filter(each -> under(each, name)).toList();
    if (going.size() > 1 && !recursive) {
      return false;
    }
    nodes.keySet().removeAll(going);
    return true;
  }

  boolean set(String name, @Nullable String hsts) {
    if (!nodes.containsKey(name)) {
      return false;
    }
    nodes.put(name, new Node(nodes.get(name).parent(), hsts));
    return true;
  }

  @Nullable String effective(String name) {
    Node node = nodes.get(name);
    return node.hsts() != null
        ? node.hsts()
        : node.parent() == null ? "0" : effective(node.parent());
  }

  /** The name's own suffixes, the longest first. */
  static List<String> above(String name) {
    List<String> above = new ArrayList<>();
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      above.add(name.substring(dot + 1));
    }
    return above;
  }

  private String nearest(String name) {
    return above(name).stream().filter(nodes::containsKey).findFirst().orElse(master);
  }

  private boolean fits(String name, String parent) {
    return parent.equals(master) || name.endsWith("." + parent);
  }

  private boolean under(String name, String top) {
    String at = name;
    while (at != null && !at.equals(top)) {
      at = nodes.get(at).parent();
    }
    return at != null;
  }

  private void collect(String at, String from, String to, Map<String, String> renamed) {
    renamed.put(at, at.substring(0, at.length() - from.length()) + to);
    nodes.forEach((child, node) -> {
      if (at.equals(node.parent()) && child.endsWith("." + from)) {
        collect(child, from, to, renamed);
      }
    });
  }

  private boolean take(Map<String, Node> next, String placed, boolean allowNested) {
    if (!allowNested && master.equals(next.get(placed).parent())) {
      for (String other : next.keySet()) {
        if (master.equals(next.get(other).parent())
            && (other.endsWith("." + placed) || placed.endsWith("." + other))) {
          return false;
        }
      }
    }
    nodes.clear();
    nodes.putAll(next);
    return true;
  }

  /** Whether a tenant has another nearest tenant above its name than it had. */
  private boolean newlyNested(
      Map<String, Node> next, String newMaster, Map<String, String> renamed) {
    Map<String, String> back = new LinkedHashMap<>();
    renamed.forEach((from, to) -> back.put(to, from));
    for (String name : next.keySet()) {
      String above =
          newMaster.equals(next.get(name).parent()) ? tenantAbove(next, newMaster, name) : null;
      if (above != null) {
        String before = tenantAbove(nodes, master, back.getOrDefault(name, name));
        if (!back.getOrDefault(above, above).equals(before)) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable String tenantAbove(Map<String, Node> nodes, String master, String name) {
    return above(name).stream()
        .filter(each -> nodes.containsKey(each) && master.equals(nodes.get(each).parent()))
        .findFirst()
        .orElse(null);
  }
}
