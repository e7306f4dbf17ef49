package dev.camber.tiltfile.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.camber.tiltfile.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions from git repositories that the tests make; git is told where an address leads. */
final class ExtensionsTest {
  private static final String URL = "https://git.test/acme/tools";

  @TempDir Path directory;
  private Path repository = Path.of("");

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectories(directory.resolve("remote"));
    git("init", "--quiet", "--initial-branch=main");
    write("hammer/Tiltfile", "def strike():\n  return 'old'\n");
    git("tag", "v1");
  }

  private void write(String path, String content) throws Exception {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    git("add", "-A");
    git(
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.com",
        "commit",
        "--quiet",
        "-m",
        path);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(argv).directory(repository.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** A session of its own: what it has fetched it does not fetch again. */
  private Project project(String name, String tiltfile) throws IOException {
    Project project = new Project(Files.createDirectories(directory.resolve(name)).toRealPath());
    project.env("GIT_CONFIG_COUNT", "1");
    project.env("GIT_CONFIG_KEY_0", "url." + repository + ".insteadOf");
    project.env("GIT_CONFIG_VALUE_0", URL);
    project.file("Tiltfile", tiltfile);
    return project;
  }

  private static final String LOAD =
      """
      v1alpha1.extension_repo(name='default', url='%s', ref='%s')
      load('ext://hammer', 'strike')
      print(strike())
      """;

  @Test
  void aRepositoryIsClonedUnderTheDataDirectory() throws Exception {
    Project project = project("one", LOAD.formatted(URL, ""));

    LoadResult result = project.load();

    assertThat(result.error()).isEmpty();
    assertThat(project.takeLog()).contains("\nold\n");
    assertThat(project.root().resolve("data/tilt_modules/git.test/acme/tools/hammer/Tiltfile"))
        .exists();
  }

  @Test
  void aRefIsCheckedOut() throws Exception {
    write("hammer/Tiltfile", "def strike():\n  return 'new'\n");
    Project project = project("two", LOAD.formatted(URL, "v1"));

    assertThat(project.load().error()).isEmpty();

    assertThat(project.takeLog()).contains("\nold\n");
  }

  @Test
  void aCopyThatWasLeftAtARefFollowsTheDefaultBranchAgain() throws Exception {
    write("hammer/Tiltfile", "def strike():\n  return 'new'\n");
    Project before = project("pinned", LOAD.formatted(URL, "v1"));
    assertThat(before.load().error()).isEmpty();
    Project later = project("unpinned", LOAD.formatted(URL, ""));
    Files.move(before.root().resolve("data"), later.root().resolve("data"));

    LoadResult result = later.load();

    assertThat(result.error()).isEmpty();
    assertThat(result.warnings()).isEmpty();
    assertThat(later.takeLog()).contains("\nnew\n");
  }

  @Test
  void aRepositoryThatCannotBeClonedSaysWhatGitSaid() throws Exception {
    Project project = project("three", LOAD.formatted("https://git.test/acme/nothing", ""));
    project.env("GIT_CONFIG_KEY_0", "url." + directory.resolve("nowhere") + ".insteadOf");
    project.env("GIT_CONFIG_VALUE_0", "https://git.test/acme/nothing");

    LoadResult result = project.load();

    assertThat(result.error().orElseThrow().getMessage())
        .contains(
            "cannot load ext://hammer: loading extension repo default: download error: git clone:")
        .contains("nowhere");
  }

  @Test
  void aCopyServesWhenTheRepositoryIsGone() throws Exception {
    Project before = project("four", LOAD.formatted(URL, ""));
    assertThat(before.load().error()).isEmpty();
    Path copy = before.root().resolve("data");
    Project later = project("five", LOAD.formatted(URL, ""));
    Files.move(copy, later.root().resolve("data"));
    Files.move(repository, directory.resolve("gone"));

    LoadResult result = later.load();

    assertThat(result.error()).isEmpty();
    assertThat(later.takeLog()).contains("\nold\n");
    assertThat(result.warnings()).singleElement().asString().contains("using the copy from before");
  }

  @Test
  void anAddressThatLeadsOutOfTheDataDirectoryIsRefused() throws Exception {
    Project project = project("six", LOAD.formatted("https://git.test/../../../etc", ""));

    assertThat(project.load().error().orElseThrow().getMessage()).contains("names no repository");
  }

  @Test
  void aHostStandsForARepositoryAndAPartOfIt() throws Exception {
    write("lib/saws/fret/Tiltfile", "def cut():\n  return __file__\n");
    Project project =
        project(
            "seven",
            """
            v1alpha1.extension_repo(name='acme', url='%s', load_host='acme.test', git_subpath='lib')
            load('ext://acme.test/saws/fret', 'cut')
            print(cut())
            """
                .formatted(URL));

    LoadResult result = project.load();

    assertThat(result.error()).isEmpty();
    Path file = project.root().resolve("data/tilt_modules/git.test/acme/tools/lib/saws/fret");
    assertThat(project.takeLog()).contains(file.resolve("Tiltfile").toString());
    assertThat(result.configFiles()).contains(file.resolve("Tiltfile").toString());
    assertThat(result.objects().toString()).contains("acme.test_saws_fret").contains("saws/fret");
  }

  @Test
  void anExtensionMayLoadAnotherAndFilesBesideIt() throws Exception {
    write(
        "box/Tiltfile",
        "load('ext://hammer', 'strike')\nload('./lid', 'lid')\nx = strike() + lid\n");
    write("box/lid", "lid = ' ' + os.path.basename(os.getcwd())\n");
    Project project =
        project(
            "eight",
            """
            v1alpha1.extension_repo(name='default', url='%s')
            load('ext://box', 'x')
            load_dynamic('ext://hammer')
            print(x)
            """
                .formatted(URL));

    LoadResult result = project.load();

    assertThat(result.error()).isEmpty();
    assertThat(project.takeLog()).contains("\nold box\n");
  }

  @Test
  void aDirectoryOfThisComputerIsUsedWhereItLies() throws Exception {
    Project project =
        project(
            "nine",
            """
            v1alpha1.extension_repo(name='here', url='file://%s')
            v1alpha1.extension(name='nested_real', repo_name='here', repo_path='hammer')
            load('ext://nested/real', 'strike')
            print(strike())
            """
                .formatted(repository.toRealPath()));

    assertThat(project.load().error()).isEmpty();
    assertThat(project.takeLog()).contains("\nold\n");
    assertThat(project.root().resolve("data")).doesNotExist();

    Files.writeString(repository.resolve("hammer/Tiltfile"), "def strike():\n  return 'edited'\n");
    assertThat(project.load().error()).isEmpty();
    assertThat(project.takeLog()).contains("\nedited\n");
  }

  @Test
  void aRefThatIsNewerThanTheCopyIsFetchedAndAnUnknownOneIsNamed() throws Exception {
    Project project = project("ten", LOAD.formatted(URL, "v1"));
    assertThat(project.load().error()).isEmpty();
    write("hammer/Tiltfile", "def strike():\n  return 'second'\n");
    git("tag", "v2");

    project.file("Tiltfile", LOAD.formatted(URL, "v2"));
    project.takeLog();
    assertThat(project.load().error()).isEmpty();
    assertThat(project.takeLog()).contains("\nsecond\n");

    project.file("Tiltfile", LOAD.formatted(URL, "v1"));
    Files.move(repository, directory.resolve("away"));
    assertThat(project.load().error()).isEmpty();
    assertThat(project.takeLog()).contains("\nold\n");

    project.file("Tiltfile", LOAD.formatted(URL, "v9"));
    assertThat(project.load().error().orElseThrow().getMessage())
        .contains("loading extension repo default: ")
        .contains("git");
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    Project project = project("eleven", LOAD.formatted(URL, "").replace("hammer", "screw/driver"));
    assertThat(project.load().error().orElseThrow().getMessage())
        .endsWith(
            "loading extension screw_driver: no extension tiltfile found at "
                + project.root()
                + "/data/tilt_modules/git.test/acme/tools/screw/driver/Tiltfile");
    project.file("Tiltfile", LOAD.formatted(URL, "").replace("ext://hammer", "ext://../../x"));
    assertThat(project.load().error().orElseThrow().getMessage())
        .endsWith("loading extension .._.._x: invalid repo path: ../../x");
  }
}
