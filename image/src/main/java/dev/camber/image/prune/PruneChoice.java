package dev.camber.image.prune;

import dev.camber.image.engine.EngineImage;
import dev.camber.model.image.ImageReference;
import dev.camber.model.image.ImageSelector;
import dev.camber.model.image.InvalidReferenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which images to remove. A pure function of the images that are there. */
public final class PruneChoice {
  private PruneChoice() {}

  /**
   * What to do with the images.
   *
   * @param remove to be removed, newest first within a name
   * @param severalTags old enough, but with more than one tag, and therefore kept
   */
  public record Choice(List<EngineImage> remove, List<EngineImage> severalTags) {
    public Choice {
      remove = List.copyOf(remove);
      severalTags = List.copyOf(severalTags);
    }
  }

  /**
   * Of the images of current builds: those last tagged {@code maxAge} ago or longer, without the
   * newest {@code keepRecent} of each name.
   *
   * @param images all with the label of our builds
   * @param builds the images that are built now, by the names they have here
   */
  public static Choice of(
      List<EngineImage> images, List<ImageSelector> builds, PruneSettings settings, Instant now) {
    Duration maxAge = settings.maxAge();
    Map<String, List<EngineImage>> oldByName = new LinkedHashMap<>();
    List<EngineImage> severalTags = new ArrayList<>();
    for (EngineImage image : images) {
      if (image.lastTagged().isAfter(now.minus(maxAge))) {
        continue;
      }
      if (image.tags().size() > 1) {
        if (image.tags().stream().anyMatch(t -> matchesAny(t, builds))) {
          severalTags.add(image);
        }
        continue;
      }
      for (String tag : image.tags()) {
        if (matchesAny(tag, builds)) {
          oldByName.computeIfAbsent(name(tag), n -> new ArrayList<>()).add(image);
        }
      }
    }
    List<EngineImage> remove = new ArrayList<>();
    for (List<EngineImage> sameName : oldByName.values()) {
      sameName.sort(Comparator.comparing(EngineImage::lastTagged).reversed());
      int kept = Math.clamp(settings.keepRecent(), 0, sameName.size());
      remove.addAll(sameName.subList(kept, sameName.size()));
    }
    return new Choice(remove, severalTags);
  }

  private static String name(String tag) {
    return tag.substring(0, tag.lastIndexOf(':'));
  }

  private static boolean matchesAny(String tag, List<ImageSelector> builds) {
    try {
      ImageReference reference = ImageReference.parse(tag);
      return builds.stream().anyMatch(b -> b.matches(reference));
    } catch (InvalidReferenceException e) {
      return false; // such as <none>:<none>
    }
  }
}
