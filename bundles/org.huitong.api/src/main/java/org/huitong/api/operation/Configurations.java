// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What stands in {@code conf/}, under the names of Config Admin: in use, or laid aside, so that nobody uses it until it
 * is taken up again. Values are texts; secrets among them are sealed. Provided by the installer; safe for many threads.
 */
@ProviderType
public interface Configurations {
    /** Whether there is such a configuration, be it broken, laid aside, or not yet written to its file. */
    boolean holds(String pid);

    /** Whether it was laid aside. */
    boolean isLaidAside(String pid);

    /** What stands there, in use or laid aside; empty where there is nothing, or nothing that can be read. */
    Optional<Map<String, List<String>>> read(String pid);

    /**
     * Other settings in the place of those that stand there, or the first ones. What is laid aside stays so.
     *
     * @param pid of one among several of its kind: {@code <kind>~<name>}
     * @param settings their secrets are sealed here
     */
    void write(String pid, Map<String, List<String>> settings) throws IOException;

    /**
     * Lays settings aside: nobody uses them until they are taken up again, also after a restart.
     *
     * @return false where a change of them is on its way between file and Config Admin, and nothing was done
     */
    boolean layAside(String pid) throws IOException;

    /** Takes up what was laid aside. @return as for {@link #layAside} */
    boolean takeUp(String pid) throws IOException;

    /** Ends settings for good: in use, broken, laid aside or not yet written to their file. */
    void remove(String pid) throws IOException;

    /** The settings of a configuration that nobody reads, each with the name that was meant where it is known. */
    List<String> unread(String pid);
}
