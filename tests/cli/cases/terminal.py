"""On a terminal a run draws one line again and again; it never is wider than the terminal, and ends with a line break."""
import fcntl
import os
import pty
import struct
import subprocess
import termios

import driver
from driver import SMALL


class Terminal(driver.Case):
    def drawn(self, columns, term="xterm"):
        """What a small run writes to a terminal of that width."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with subprocess.Popen([driver.PROGRAM, "run", *SMALL], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=slave,
                              env={**os.environ, "TERM": term}) as process:
            os.close(slave)
            text = b""
            while True:
                try:
                    piece = os.read(master, 4096)
                except OSError:  # how a terminal says that its other end is closed
                    break
                if not piece:
                    break
                text += piece
            os.close(master)
            self.assertEqual(process.wait(timeout=60), 0)
        return text.decode()

    def test_bar(self):
        text = self.drawn(100)
        self.assertTrue(text.endswith("\r\n"))
        frames = [frame.replace("\33[K", "").rstrip("\r\n") for frame in text.split("\r") if frame.strip()]
        self.assertRegex(frames[-1], r"^\[#{20,40}\] step 6 of 6, 2023-07-01, [0-9.]+ steps/s, in \d+ s$")
        self.assertEqual(text.count("\n"), 1)

    def test_narrow_terminals(self):
        for columns in [60, 20]:
            for frame in self.drawn(columns).split("\r"):
                self.assertLess(len(frame.replace("\33[K", "").rstrip("\n")), columns)

    def test_a_terminal_that_cannot_move_its_cursor_gets_lines(self):
        self.assertNotIn("\33", self.drawn(80, term="dumb"))


if __name__ == "__main__":
    driver.main()
