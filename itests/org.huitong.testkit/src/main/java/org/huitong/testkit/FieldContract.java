// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.message.Message;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Messages from public reports that fell short somewhere say what the people who sent them meant. They lie beside the
 * project, in {@code ../shared/field} of a folder above; what each is expected to say stands in {@code field.json}
 * beside the tests of the module, written by reading: the file's name, then for each of its requests an object as in
 * {@link WireContract}.
 */
public interface FieldContract {
    /**
     * The call that brings it, signed and sealed now.
     *
     * @param path the address that it was pushed to, whose last part tells apart what an account is told
     */
    Callback call(String path, String plain, boolean sealed);

    /** The one message of a call. */
    Message message(Callback call);

    @TestFactory
    default Stream<DynamicTest> saysWhatWasMeant() {
        JsonNode table = read(Path.of("src/test/resources/field.json"));
        return table.properties().stream()
                .map(row -> dynamicTest(row.getKey(), () -> saysWhatWasMeant(row.getKey(), row.getValue())));
    }

    private void saysWhatWasMeant(String file, JsonNode expected) {
        Path sample = Vectors.beside("field").resolve(file);
        assumeTrue(Files.exists(sample), file + " is not beside the project");
        JsonNode requests = read(sample).required("requests");
        if (requests.size() != expected.size()) {
            throw new AssertionError(file + " has " + requests.size() + " requests, the table " + expected.size());
        }
        for (int i = 0; i < requests.size(); i++) {
            JsonNode request = requests.get(i);
            JsonNode plain = request.required("plain");
            Callback call = call(
                    request.required("path").asText(),
                    plain.isTextual() ? plain.textValue() : plain.toString(),
                    request.required("sealed").asBoolean());
            WireContract.saysWhatItSays(message(call), expected.get(i));
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
