package dev.camber.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the words behind {@code get} mean: {@code TYPE}, {@code TYPE NAME...}, {@code T1,T2}, {@code
 * TYPE/NAME ...}.
 *
 * @param names empty for all objects of the type
 */
record Selection(Api.Type type, List<String> names) {

  static List<Selection> of(List<String> words, Api api, String program)
      throws Refused, IOException {
    if (words.isEmpty()) {
      throw Refused.plain(
          "You must specify the type of resource to get. Use \""
              + program
              + " api-resources\" for a complete list of supported resources.\n\n"
              + "error: Required resource not specified.\n"
              + "Use \""
              + program
              + " explain <resource>\" for a detailed description of that resource (e.g. "
              + program
              + " explain cmds).\nSee '"
              + program
              + " get -h' for help and examples");
    }
    List<Selection> out = new ArrayList<>();
    if (words.getFirst().contains("/")) {
      for (String word : words) {
        String[] parts = word.split("/", 2);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
          throw Refused.plain(
              "error: there is no need to specify a resource type as a separate argument when passing"
                  + " arguments in resource/name form (e.g. '"
                  + program
                  + " get resource/<resource_name>' instead of '"
                  + program
                  + " get resource resource/<resource_name>'");
        }
        out.add(new Selection(api.type(parts[0]), List.of(parts[1])));
      }
      return out;
    }
    List<String> names = words.subList(1, words.size());
    for (String word : words.getFirst().split(",", -1)) {
      out.add(new Selection(api.type(word), names));
    }
    return out;
  }
}
