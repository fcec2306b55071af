package dev.reelcast.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** The one translation between the model's values and the words that stand in JSON and in tables. */
public final class Wire {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(words())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Wire() {}

    /** The word of a constant on the wire and in a table: its name in lower case. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant behind a word.
     *
     * @throws IllegalArgumentException when the type has no such constant
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    /** A record as the JSON object that goes over the wire; members that are null are absent. */
    @SuppressWarnings("unchecked")
    public static JsonObject json(Object record) {
        return new JsonObject((Map<String, Object>) MAPPER.convertValue(record, Map.class));
    }

    /** Any value of the model as JSON text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value of the model: " + value.getClass(), e);
        }
    }

    /**
     * A record read back from JSON; members it does not know are passed over.
     *
     * @throws IllegalArgumentException when a member has the wrong type or a required one is missing
     */
    public static <T> T record(Class<T> type, JsonObject json) {
        return MAPPER.convertValue(json.getMap(), type);
    }

    /**
     * A record read from JSON text.
     *
     * @throws IllegalArgumentException when the text is not JSON of that type
     */
    public static <T> T record(Class<T> type, String json) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON of " + type.getSimpleName(), e);
        }
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule("reelcast-words");
        module.addSerializer(Enum.class, new WordSerializer());
        module.addKeySerializer(Enum.class, new WordKeySerializer());
        module.addSerializer(JsonObject.class, new ObjectSerializer());
        module.addSerializer(JsonArray.class, new ArraySerializer());
        module.addDeserializer(JsonObject.class, new ObjectDeserializer());
        return module;
    }

    @SuppressWarnings("rawtypes")
    private static final class WordSerializer extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(word(value));
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class WordKeySerializer extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(word(value));
        }
    }

    private static final class ObjectSerializer extends JsonSerializer<JsonObject> {
        @Override
        public void serialize(JsonObject value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.getMap(), out);
        }
    }

    private static final class ArraySerializer extends JsonSerializer<JsonArray> {
        @Override
        public void serialize(JsonArray value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.getList(), out);
        }
    }

    private static final class ObjectDeserializer
            extends com.fasterxml.jackson.databind.deser.std.StdDeserializer<JsonObject> {
        private static final long serialVersionUID = 1L;

        ObjectDeserializer() {
            super(JsonObject.class);
        }

        @Override
        @SuppressWarnings("unchecked")
        public JsonObject deserialize(JsonParser in, com.fasterxml.jackson.databind.DeserializationContext context)
                throws IOException {
            return new JsonObject((Map<String, Object>) context.readValue(in, Map.class));
        }
    }
}
