import { tcpBidirectional } from './tcp-bidirectional.ts';
import { tcpConnect } from './tcp-connect.ts';
import { tcpLatency } from './tcp-latency.ts';
import { tcpStream } from './tcp-stream.ts';
import { tcpThroughput } from './tcp-throughput.ts';
import type { Test, TestName } from './test.ts';
import { udpLatency } from './udp-latency.ts';
import { udpThroughput } from './udp-throughput.ts';

/** Every test of the suite by its name. */
export const tests: Readonly<Record<TestName, Test>> = {
  'tcp-throughput': tcpThroughput,
  'tcp-bidirectional': tcpBidirectional,
  'tcp-latency': tcpLatency,
  'tcp-stream': tcpStream,
  'udp-throughput': udpThroughput,
  'udp-latency': udpLatency,
  'tcp-connect': tcpConnect
};

/** The tests that run unless others are asked for: the TCP rows of the published benchmark. */
export const defaultTests: readonly TestName[] = ['tcp-throughput', 'tcp-bidirectional', 'tcp-latency', 'tcp-stream'];
