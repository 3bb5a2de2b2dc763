// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.api.web.Exact;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;

class JsonBodyTest {
    @Exact
    record Token(String name, List<String> permissions) {}

    record Page(String name) {}

    @Test
    void aSlipInAnExactBodyIsToldWithTheNamesThatAreKnown() throws IOException {
        assertThat(read(Token.class, "{\"name\": \"x\", \"permissions\": [\"a\"]}"))
                .isEqualTo(new Token("x", List.of("a")));
        assertThatThrownBy(() -> read(Token.class, "{\"name\": \"x\", \"permission-s3cret\": [\"a\"]}"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.detail().en())
                            .contains("name, permissions")
                            .doesNotContain("s3cret");
                });
        assertThat(read(Page.class, "{\"name\": \"x\", \"newer\": 1}")).isEqualTo(new Page("x"));
    }

    @SuppressWarnings("unchecked")
    private static Object read(Class<?> type, String json) throws IOException {
        return new JsonBody()
                .readFrom(
                        (Class<Object>) type,
                        type,
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
