/* Prints the generator values that GeneratorTests.swift expects.
 *
 * Written from the description in Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47 (2021), and Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014; independent of the Swift sources.
 *
 *   cc -O1 -o generators generators.c && ./generators
 */
#include <inttypes.h>
#include <stdio.h>

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u;

static uint64_t scramble(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

static uint64_t splitmix(uint64_t *state) { return scramble(*state += GOLDEN); }

static uint64_t rotate(uint64_t x, int by) { return x << by | x >> (64 - by); }

static uint64_t xoshiro(uint64_t s[4]) {
  uint64_t output = rotate(s[0] + s[3], 23) + s[0];
  uint64_t kept = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= kept;
  s[3] = rotate(s[3], 45);
  return output;
}

static void stream(uint64_t seed, uint64_t index, uint64_t s[4]) {
  for (int word = 0; word < 4; word++)
    s[word] = scramble(splitmix(&seed) + GOLDEN * (index + 1));
}

int main(void) {
  puts("xoshiro256++ from the state 1, 2, 3, 4: outputs 1 to 10, then the millionth");
  uint64_t s[4] = {1, 2, 3, 4}, value = 0;
  for (int i = 1; i <= 1000000; i++) {
    value = xoshiro(s);
    if (i <= 10 || i == 1000000) printf("%" PRIu64 "\n", value);
  }

  puts("SplitMix64 of seed 1234567: outputs 1 to 5");
  uint64_t state = 1234567;
  for (int i = 0; i < 5; i++) printf("%" PRIu64 "\n", splitmix(&state));

  puts("streams: seed, index, outputs 1 to 3");
  const uint64_t seeds[] = {0, 1, 42, UINT64_MAX};
  const uint64_t indices[] = {0, 1, 2, 1000000, UINT64_MAX};
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 5; j++) {
      stream(seeds[i], indices[j], s);
      printf("(%" PRIu64 ", %" PRIu64 ", [", seeds[i], indices[j]);
      for (int k = 0; k < 3; k++) printf("%s0x%016" PRIx64, k ? ", " : "", xoshiro(s));
      puts("]),");
    }
}
