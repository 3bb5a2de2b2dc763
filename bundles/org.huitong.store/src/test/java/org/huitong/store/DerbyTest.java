// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerbyTest implements StoreContract {
    @TempDir
    Path folder;

    @Override
    public Database open() {
        return Database.derby(folder.resolve("store"), folder.resolve("derby.log"), 4);
    }

    @Test
    void longBinaryColumnsDoNotMakeLargePages() {
        try (Database database = open()) {
            int size = database.write(c -> {
                try (var statement = c.createStatement()) {
                    statement.execute("CREATE TABLE wide (id INT PRIMARY KEY, body LONG VARCHAR FOR BIT DATA)");
                }
                try (var rows = c.createStatement()
                        .executeQuery("SELECT PAGESIZE FROM TABLE (SYSCS_DIAG.SPACE_TABLE('WIDE')) t")) {
                    rows.next();
                    return rows.getInt(1);
                }
            });
            assertThat(size).isEqualTo(8192);
        }
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        try (Database database = open()) {
            StoreContract.execute(database, "CREATE TABLE kept (id INT)", "INSERT INTO kept VALUES (7)");
        }
        try (Database database = open()) {
            assertThat(StoreContract.number(database, "SELECT id FROM kept")).isEqualTo(7);
        }
    }

    /** Derby fetches numbers in lots, of a hundred by itself, and refuses one of two who need the next lot at once. */
    @Test
    void rowsGetTheirNumbersHoweverManyAreWrittenAtOnce() throws Exception {
        try (Database database = open()) {
            StoreContract.execute(
                    database,
                    "CREATE TABLE numbered (seq BIGINT GENERATED ALWAYS AS IDENTITY, by_whom INT)",
                    "INSERT INTO numbered (by_whom) VALUES (0)");
            ExecutorService several = Executors.newFixedThreadPool(4);
            List<Future<?>> written = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                String insert = "INSERT INTO numbered (by_whom) VALUES (" + i + ")";
                written.add(several.submit(() -> {
                    for (int row = 0; row < 500; row++) {
                        StoreContract.execute(database, insert);
                    }
                }));
            }
            for (Future<?> one : written) {
                one.get();
            }
            several.shutdown();
            assertThat(StoreContract.number(database, "SELECT COUNT(*) FROM numbered"))
                    .isEqualTo(2_001);
        }
    }

    /** A full disk takes it down; whoever comes first after that must not notice. */
    @Test
    void aConnectionThatWentDownWithItIsNotLentAgain() {
        try (Database database = open()) {
            StoreContract.execute(database, "CREATE TABLE kept (id INT)", "INSERT INTO kept VALUES (7)");
            Derby.open(folder.resolve("store"), folder.resolve("derby.log")).close();
            assertThat(StoreContract.number(database, "SELECT id FROM kept")).isEqualTo(7);
        }
    }

    /** As a crash leaves it: with the mark of being open. */
    @Test
    void whatWasNotClosedIsOpenedAndClosedFirst() throws IOException {
        try (Database database = open()) {
            StoreContract.execute(database, "CREATE TABLE kept (id INT)", "INSERT INTO kept VALUES (7)");
        }
        Path lock = folder.resolve("store/db.lck");
        assertThat(lock).doesNotExist();
        Files.writeString(lock, "of a process that was killed");
        try (Database database = open()) {
            assertThat(StoreContract.number(database, "SELECT id FROM kept")).isEqualTo(7);
        }
        assertThat(lock).doesNotExist();
    }

    /** A kill or a full disk in the middle of the very first start. */
    @Test
    void whatWasLeftHalfMadeIsMadeAnew() throws IOException {
        Path half = Files.createDirectories(folder.resolve("store.new/log"));
        Files.writeString(half.resolve("log1.dat"), "not whole");
        try (Database database = open()) {
            StoreContract.execute(database, "CREATE TABLE kept (id INT)");
        }
        assertThat(folder.resolve("store.new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"67108864, 1000", "536870912, 6553", "1073741824, 13107", "8589934592, 20000", "1048576, 1000"})
    void cacheFollowsTheHeap(long heap, long pages) {
        assertThat(Derby.pages(heap)).isEqualTo(pages);
    }
}
