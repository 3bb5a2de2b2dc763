// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.message.MessageId;
import org.huitong.capability.keeping.FaultyMedium.Fault;
import org.huitong.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the medium does is the same beneath every database: once is enough. */
class ArchivingFaultsTest {
    @TempDir
    Path folder;

    private Path archive;
    private House house;

    @BeforeEach
    void open() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        house = new House(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 4));
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** At every act of the medium there is, one run each. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverFailsNothingCountsThatCannotBeReadBackAndNothingIsLost(Fault fault) throws IOException {
        ArchivingContract.Office office = new ArchivingContract.Office(house, archive);
        List<MessageId> ids = ArchivingContract.threeOld(house);
        office.prepare();
        boolean failed = true;
        for (int at = 1; failed; at++) {
            FaultyMedium medium = new FaultyMedium(office.medium, fault, at);
            try {
                office.run(medium);
            } catch (FaultyMedium.Killed killed) {
                // The next run is the next process.
            }
            failed = medium.hasFailed();
            office.everyArchivedLineCanBeReadBack();
            assertThat(office.kept(ids)).isEqualTo(4);
            if (failed) {
                // As if none of it had been archived, for the next fault to meet.
                house.database.write(connection -> {
                    try (var delete = connection.prepareStatement("DELETE FROM keeping_archived")) {
                        return delete.executeUpdate();
                    }
                });
            }
        }
        office.run();
        office.everyArchivedLineCanBeReadBack();
        house.clock.leap(Duration.ofDays(4));
        office.run();
        assertThat(office.kept(ids)).isEqualTo(2);
        try (Stream<Path> left = Files.walk(archive)) {
            assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }
}
