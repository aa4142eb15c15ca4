package dev.beckon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions of the launcher script, on machines that lack something. */
class ScriptTest {

    private static final Path SCRIPT =
            Path.of(System.getProperty("beckon.root", "../.."), "beckon").toAbsolutePath();

    private static final String NO_JDK = "find_jdk() { :; }\n";
    private static final String NO_MAVEN =
            "command() { case $2 in mvn) return 1 ;; *) builtin command \"$@\" ;; esac; }\n";
    private static final String NO_SERVERS =
            "has_postgis() { return 1; }\nhas_redis() { return 1; }\n";
    private static final String NO_ROOT = "id() { echo 1000; }\n";

    @TempDir private Path folder = Path.of("");

    @Test
    void aJdkIsTakenOnlyIfItIsNewEnough() throws Exception {
        for (String version : List.of("17.0.1", "24", "25.0.1", "31")) {
            Path home = folder.resolve(version);
            Files.createDirectories(home.resolve("bin"));
            Files.createFile(home.resolve("bin/javac")).toFile().setExecutable(true);
            Files.writeString(
                    home.resolve("release"),
                    "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        assertThat(run("JAVA_HOME=%s/25.0.1 find_jdk".formatted(folder)))
                .isEqualTo("0: " + folder + "/25.0.1");
        assertThat(run("JAVA_HOME=%s/31 find_jdk".formatted(folder)))
                .isEqualTo("0: " + folder + "/31");
        assertThat(run("JAVA_HOME=%s/24 find_jdk".formatted(folder))).doesNotContain("/24");
        assertThat(run("JAVA_HOME=%s/17.0.1 find_jdk".formatted(folder))).doesNotContain("/17");
    }

    @Test
    void aCommandMissesWhatItNeedsOnly() throws Exception {
        String bare = NO_JDK + NO_MAVEN + NO_SERVERS;
        assertThat(run(bare + "missing up | xargs")).isEqualTo("0: jdk maven postgis redis");
        assertThat(run(bare + "missing status | xargs")).isEqualTo("0: jdk maven");
        String named = "export SPRING_DATASOURCE_URL=x SPRING_DATA_REDIS_URL=x\n";
        assertThat(run(bare + named + "missing up | xargs")).isEqualTo("0: jdk maven");
    }

    @Test
    void testsNeedWhatTheirSuitesRun() throws Exception {
        String bare = "find_jdk() { echo /jdk; }\nhas_pgbench() { return 1; }\n" + NO_SERVERS;
        String rest = "has_node() { return 1; }\ncommand() { [[ $2 == mvn ]]; }\n";
        String named = "export SPRING_DATASOURCE_URL=x SPRING_DATA_REDIS_URL=x\n";
        String missing = bare + rest + named + "find_chromium() { :; }\n%s missing %s | xargs";
        for (String tests : List.of("test", "test --only=java,e2e")) {
            assertThat(run(missing.formatted("", tests))).isEqualTo("0: pgbench wrk node chromium");
        }
        // Each benchmark is among them, and one stands beside a server in Node.js.
        for (String tests : List.of("test --only=java", "test --only java,WEB")) {
            assertThat(run(missing.formatted("", tests))).isEqualTo("0: pgbench wrk node");
        }
        assertThat(run(missing.formatted("BECKON_ONLY=java", "test")))
                .isEqualTo("0: pgbench wrk node");
        assertThat(run(missing.formatted("", "test --only=web"))).isEqualTo("0: node");
        assertThat(run(missing.formatted("", "test --only=e2e"))).isEqualTo("0: node chromium");
        assertThat(run(missing.formatted("", "up"))).isEqualTo("0: ");
    }

    @Test
    void benchmarksNeedServersOfTheirOwn() throws Exception {
        String bare = "find_jdk() { echo /jdk; }\nhas_pgbench() { return 1; }\n" + NO_SERVERS;
        String rest = "has_node() { return 1; }\ncommand() { [[ $2 == mvn ]]; }\n";
        // Those that the environment names are not theirs to load.
        String named = "export SPRING_DATASOURCE_URL=x SPRING_DATA_REDIS_URL=x\n";
        assertThat(run(bare + rest + named + "missing bench | xargs"))
                .isEqualTo("0: postgis redis pgbench wrk node");
    }

    @Test
    void nodeIsTakenOnlyIfItIsNewEnough() throws Exception {
        String check = "npm() { :; }\nnode() { echo %s; }\nhas_node && echo yes || echo no";
        for (String version : List.of("v20.19.0", "v22.0.0", "v24.1.2")) {
            assertThat(run(check.formatted(version))).isEqualTo("0: yes");
        }
        for (String version : List.of("v18.20.4", "v20.18.9")) {
            assertThat(run(check.formatted(version))).isEqualTo("0: no");
        }
    }

    @Test
    void theWebClientIsBuiltWhereItsSourcesAreNewerAndNodeIsThere() throws Exception {
        Path client = Files.createDirectories(folder.resolve("web-client"));
        Files.writeString(client.resolve("package-lock.json"), "{}");
        Files.createDirectories(client.resolve("node_modules"));
        Files.createDirectories(folder.resolve("logs"));
        String build =
                """
                root=%1$s state=%1$s
                npm() { [[ $1 == ci ]] && echo installed >>made || { mkdir -p dist; echo built >>made; touch dist/index.html; }; }
                build_client 2>/dev/null
                cd $root/web-client; [[ ! -f made ]] || xargs <made; rm -f made
                """
                        .formatted(folder);
        assertThat(run("has_node() { return 1; }\n" + build)).isEqualTo("0: ");
        assertThat(run("has_node() { :; }\n" + build)).isEqualTo("0: installed built");
        assertThat(run("has_node() { :; }\n" + build)).isEqualTo("0: ");
        Files.setLastModifiedTime(
                client.resolve("package-lock.json"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("has_node() { :; }\n" + build)).isEqualTo("0: built");
    }

    @Test
    void theBrowserMayBeNamed() throws Exception {
        Path browser = folder.resolve("a browser");
        Files.createFile(browser).toFile().setExecutable(true);
        String alone = "PATH=/nowhere\n";
        assertThat(run("BECKON_CHROMIUM='%s'\n".formatted(browser) + alone + "find_chromium"))
                .isEqualTo("0: " + browser);
        assertThat(run("BECKON_CHROMIUM=/nowhere/chromium\n" + alone + "find_chromium"))
                .isEqualTo("0: ");
    }

    @Test
    void testsOfTheClientNeedItsPagesAndEndToEndTestsAloneTheWholeApplication() throws Exception {
        String builds =
                """
                build_client() { echo client; }
                build_launcher() { echo launcher; }
                build_application() { echo application; }
                """;
        assertThat(run(builds + "build_what_is_needed test | sort | xargs"))
                .isEqualTo("0: client launcher");
        assertThat(run(builds + "build_what_is_needed test --only=web | sort | xargs"))
                .isEqualTo("0: client launcher");
        assertThat(run(builds + "build_what_is_needed test --only=java")).isEqualTo("0: launcher");
        assertThat(run(builds + "build_what_is_needed test --only=e2e | xargs"))
                .isEqualTo("0: client application");
        assertThat(run(builds + "build_client() { exit 1; }\nbuild_what_is_needed test"))
                .isEqualTo("1: launcher");
    }

    @Test
    void nodeIsInstalledWhereThePackageIsNewEnough() throws Exception {
        String apt =
                """
                apt-cache() {
                    case $1 in
                        policy) echo '  Candidate: %s' ;;
                        depends) echo '%s' ;;
                    esac
                }
                node_package
                """;
        assertThat(run(apt.formatted("20.19.2+dfsg-1", ""))).isEqualTo("0: nodejs npm");
        assertThat(run(apt.formatted("20.20.2-1nodesource1", "  Conflicts: npm")))
                .isEqualTo("0: nodejs");
        assertThat(run(apt.formatted("18.20.4+dfsg-1~deb12u2", ""))).isEqualTo("0: ");
        assertThat(run(apt.formatted("(none)", ""))).isEqualTo("0: ");
    }

    @Test
    void whoIsNotRootIsToldWhatToInstall() throws Exception {
        assertThat(run(NO_JDK + NO_SERVERS + NO_ROOT + "prepare_machine up"))
                .startsWith("1: ")
                .contains("beckon: missing: install a JDK 25 or newer")
                .contains("PostgreSQL 15 or newer with PostGIS")
                .contains("Redis 7 or newer");
    }

    @Test
    void rootOnDebianGetsThePackages() throws Exception {
        String apt =
                """
                id() { echo 0; }
                apt-get() { echo "apt-get $*" >&2; touch %s/installed; }
                apt-cache() {
                    printf '%%s\\n' postgresql-15-postgis-3 postgresql-17-postgis-3 \
                        postgresql-17-postgis-3-scripts openjdk-21-jdk-headless \
                        openjdk-25-jdk-headless
                }
                find_jdk() { [[ ! -e %s/installed ]] || echo /jdk; }
                has_postgis() { [[ -e %s/installed ]]; }
                has_redis() { [[ -e %s/installed ]]; }
                """
                        .formatted(folder, folder, folder, folder);
        assertThat(run(apt + "prepare_machine up"))
                .startsWith("0: ")
                .contains("apt-get update -qq")
                .contains("openjdk-25-jdk-headless postgresql-17-postgis-3 redis-server\n".strip())
                .doesNotContain("openjdk-21");
    }

    @Test
    void aBuildIsStaleOnceASourceIsNewer() throws Exception {
        String project =
                """
                root=%s
                mkdir -p $root/modules/one/{src,target}
                touch $root/pom.xml $root/modules/one/src/A.java
                touch -d '1 minute' $root/stamp
                check() { is_stale $root/stamp && echo stale || echo fresh; }
                """
                        .formatted(folder);
        assertThat(run(project + "check")).isEqualTo("0: fresh");
        assertThat(run(project + "touch -d '2 minutes' $root/modules/one/target/A.class; check"))
                .isEqualTo("0: fresh");
        assertThat(run(project + "touch -d '2 minutes' $root/modules/one/src/A.java; check"))
                .isEqualTo("0: stale");
        assertThat(run(project + "rm $root/stamp; check")).isEqualTo("0: stale");
    }

    /** Status and output. */
    private static String run(String commands) throws Exception {
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "unset BECKON_ONLY; source " + SCRIPT + "\n" + commands)
                        .redirectErrorStream(true)
                        .start();
        String output = Launcher.output(process);
        return process.waitFor() + ": " + output;
    }
}
