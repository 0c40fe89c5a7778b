package dev.lathe.processor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopPrinterTest {

  @Test
  void printsAProgram() {
    Program program = SampleKernels.program("Net", 16, SampleKernels.convolution(16));
    assertThat(LoopPrinter.print(program))
        .isEqualTo(
            """
            program Net, 16 lanes

            # c1: convolution 3x3 with ReLU, 1x8x8 to 16x6x6.
            # One pixel at a time, the taps of a row unrolled.
            kernel c1(array a, segment w)
              for y = 0 .. 6
                for x = 0 .. 6
                  float16 sum = all16(0.0)
                  for i = 0 .. 3
                    index row = 8 * i + x + 8 * y
                    float16 w0 = w[48 * i : 16]
                    sum = fma(w0, all16(a[row]), sum)
                    float16 w1 = w[48 * i + 16 : 16]
                    sum = fma(w1, all16(a[row + 1]), sum)
                    float16 w2 = w[48 * i + 32 : 16]
                    sum = fma(w2, all16(a[row + 2]), sum)
                  # Adding the bias last keeps the accumulators independent of it.
                  a[16 * x + 96 * y + 64 : 16] = max((sum + w[144 : 16]), all16(0.0))
            """);
  }
}
