// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.vault.Secrets;
import org.huitong.simulator.Account;
import org.huitong.simulator.Seal;
import org.huitong.simulator.SendDesk;
import org.huitong.simulator.archive.ArchiveBox;
import org.huitong.simulator.wecom.AgreeDesk;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The demo company's chat archive: an account of its own beside that of the application, and what people said to each other
 * in the last half hour.
 */
public final class DemoArchive {
    private static final String PID = Account.PID + "wecom.archive";
    private static final String NAME = "archive";
    private static final String SECRET = "secret";
    private static final String KEYS = "privateKeys";
    private static final Duration APART = Duration.ofMinutes(2);
    /** It was said before the hub was there to fetch it, which is no delay of the hub's. */
    private static final Duration AGO = Duration.ofHours(2);

    private static final Pattern NUMBER = Pattern.compile("%ID(?::(\\d+))?%");

    /** What customers said to being kept. */
    private static final Map<String, String> AGREED =
            Map.of("wmHCdemoAAkehu0001xyzabcd", "Agree", "wmHCdemoAAkehu0002xyzabcd", "Disagree");

    private static final List<String> COVERED = List.of("tangh", "xulei", "chenhm", "qianx", "fengtt", "jiangwb");

    private final Path folder;
    private final ConfigurationAdmin configurations;
    private final Secrets secrets;

    /** @param folder where the archive lies from one run to the next */
    public DemoArchive(Path folder, ConfigurationAdmin configurations, Secrets secrets) {
        this.folder = folder;
        this.configurations = configurations;
        this.secrets = secrets;
    }

    /**
     * Opens the account where it is not yet, and lets people talk.
     *
     * @param company whose archive it is
     * @param address where the platform is asked who agreed
     * @param run tells the records of one run from those of another
     * @return who answers there
     */
    public SendDesk open(Account company, String address, String run, Instant now) {
        try {
            Configuration configuration = configurations.getFactoryConfiguration(PID, NAME, null);
            Dictionary<String, Object> known = configuration.getProperties();
            String secret = known == null
                    ? Seal.word(43)
                    : secrets.open(known.get(SECRET).toString());
            ArchiveBox box = ArchiveBox.at(folder, company.get("corpId"), secret);
            box.file("HCdemoFileBearing", bytes("archive-bearing.png"));
            box.file("HCdemoFileOffer", bytes("archive-offer.csv"));
            if (known == null) {
                configuration.update(settings(company, secret, address, box));
            } else {
                if (!box.library().toString().equals(known.get("library"))) {
                    // The demo was moved, or its data taken away.
                    known.put("library", box.library().toString());
                    known.put(KEYS, secrets.seal(box.newKey()));
                }
                known.put("baseUrl", address);
                configuration.update(known);
            }
            box.say(records(run, now));
            return new AgreeDesk(company.get("corpId"), secret, AGREED, COVERED);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's chat archive cannot be laid out", e);
        }
    }

    private Dictionary<String, Object> settings(Account company, String secret, String address, ArchiveBox box)
            throws IOException {
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("corpId", company.get("corpId"));
        settings.put(SECRET, secrets.seal(secret));
        settings.put("library", box.library().toString());
        settings.put(KEYS, secrets.seal(box.newKey()));
        settings.put("baseUrl", address);
        settings.put("consent", "unlessRefused");
        settings.put("owner", "演示");
        settings.put("note", "演示：会话内容存档，含客户沟通");
        settings.put("stage", "test");
        return settings;
    }

    private static List<String> records(String run, Instant now) throws IOException {
        List<String> lines = new String(bytes("archive.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> records = new ArrayList<>();
        for (int i = 1; i <= lines.size(); i++) {
            Instant at = now.minus(AGO).minus(APART.multipliedBy(lines.size() - i));
            String own = Integer.toString(i);
            String numbered = NUMBER.matcher(lines.get(i - 1))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            "archive_" + run + "_" + (found.group(1) == null ? own : found.group(1))));
            records.add(numbered.replace("%TIME%", Long.toString(at.toEpochMilli())));
        }
        return records;
    }

    public static byte[] bytes(String name) throws IOException {
        try (InputStream in = DemoArchive.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
