package dev.reelcast.media;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * The Silero VAD model, version 5, on ONNX Runtime. It takes each frame together with the end of the one before and
 * hands its state on from frame to frame. All tensors are made once and used over and over; the state goes to and fro
 * between two of them. Locked, because a tensor closed under a running frame would take the whole JVM down.
 */
final class SileroModel implements SpeechModel {

    static final String RESOURCE = "/models/silero_vad_v5.onnx";

    private static final int CONTEXT = 64;
    private static final long[] INPUT_SHAPE = {1, CONTEXT + FRAME};
    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final int STATE_FLOATS = 2 * 128;

    private final OrtSession session;
    private final FloatBuffer input = floats(CONTEXT + FRAME);
    private final FloatBuffer output = floats(1);
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final OnnxTensor rateTensor;
    private final OnnxTensor evenState;
    private final OnnxTensor oddState;
    private final Map<String, OnnxTensor> evenInputs;
    private final Map<String, OnnxTensor> evenOutputs;
    private final Map<String, OnnxTensor> oddInputs;
    private final Map<String, OnnxTensor> oddOutputs;
    private final float[] frame = new float[FRAME];
    private boolean odd;

    /**
     * Loads the model.
     *
     * @throws IOException when the model is not among the resources
     * @throws OrtException when the runtime refuses it
     * @throws LinkageError when the runtime has no library for this machine
     */
    SileroModel() throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        this.session = environment.createSession(modelBytes(), options());
        this.inputTensor = OnnxTensor.createTensor(environment, input, INPUT_SHAPE);
        this.outputTensor = OnnxTensor.createTensor(environment, output, new long[] {1, 1});
        this.rateTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {Pcm.RATE}), new long[] {});
        this.evenState = OnnxTensor.createTensor(environment, floats(STATE_FLOATS), STATE_SHAPE);
        this.oddState = OnnxTensor.createTensor(environment, floats(STATE_FLOATS), STATE_SHAPE);
        this.evenInputs = Map.of("input", inputTensor, "state", evenState, "sr", rateTensor);
        this.evenOutputs = Map.of("output", outputTensor, "stateN", oddState);
        this.oddInputs = Map.of("input", inputTensor, "state", oddState, "sr", rateTensor);
        this.oddOutputs = Map.of("output", outputTensor, "stateN", evenState);
    }

    @Override
    public synchronized float probability(short[] samples, int offset) {
        for (int i = 0; i < FRAME; i++) {
            frame[i] = samples[offset + i] / 32768f;
        }
        input.put(CONTEXT, frame);
        try (OrtSession.Result result = session.run(odd ? oddInputs : evenInputs, odd ? oddOutputs : evenOutputs)) {
            odd = !odd;
            input.put(0, frame, FRAME - CONTEXT, CONTEXT);
            return output.get(0);
        } catch (OrtException e) {
            throw new MediaException(Kind.FAILED, "The speech model could not be run.", e);
        }
    }

    @Override
    public synchronized void close() {
        inputTensor.close();
        outputTensor.close();
        rateTensor.close();
        evenState.close();
        oddState.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new MediaException(Kind.FAILED, "The speech model could not be closed.", e);
        }
    }

    /** One thread that sleeps when idle, and memory given back after each frame rather than kept for the next. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }

    private static byte[] modelBytes() throws IOException {
        try (InputStream in = SileroModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("no resource " + RESOURCE);
            }
            return in.readAllBytes();
        }
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
