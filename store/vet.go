package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// The form of a bbolt file, version 2, as far as reading it takes. bbolt maps
// the file and follows what its pages say without looking whether it can be: one
// flipped bit is read back as if it were true, or ends the process. So the pages
// are walked here first, over bytes in memory and within bounds.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHead   = 16 // id, flags, count, overflow
	metaSize   = 64 // with the checksum over what stands before it
	bucketHead = 16 // root page, sequence
	branchHead = 16 // pos, size of the key, page
	leafHead   = 16 // flags, pos, size of the key, size of the value

	isBranch   = 0x01
	isLeaf     = 0x02
	isFreelist = 0x10

	bucketFlag = 0x01 // of an entry of a leaf that is a bucket

	noFreelist    = ^uint64(0)
	freelistLarge = 0xFFFF // then the count is the first entry of the list
	depthMax      = 64     // of pages below each other; a real tree has a handful
)

// errNotBolt says that the bytes are no bbolt file: it has no valid head.
var errNotBolt = errors.New("no valid head")

// walker reads the pages of a file.
type walker struct {
	data  []byte
	page  uint64 // bytes
	high  uint64 // pages in use, free ones included
	seen  []bool
	flaws []string
	leaf  func(path []string, key, value []byte)
}

// walk gives every entry of a file, and what is wrong with its pages. What can be
// reached in spite of that is given as well. An error means that there is no
// head to begin with.
func walk(data []byte, leaf func(path []string, key, value []byte)) (flaws []string, err error) {
	size, at, err := head(data)
	if err != nil {
		return nil, err
	}
	u64 := func(offset int) uint64 { return binary.LittleEndian.Uint64(data[at+offset:]) }
	root, freelist, high := u64(16), u64(32), u64(40)
	w := &walker{data: data, page: size, high: high, leaf: leaf}
	if most := uint64(len(data)) / size; high > most {
		w.flaw("the file ends after page %d of %d", most, high)
		w.high = most
	}
	w.seen = make([]bool, w.high)
	for i := range min(2, len(w.seen)) {
		w.seen[i] = true
	}
	w.tree(root, nil, nil, nil, 0)
	w.free(freelist)
	for id, seen := range w.seen {
		if !seen {
			w.flaw("page %d is neither used nor free", id)
			break
		}
	}
	return w.flaws, nil
}

// head gives the size of a page and where the head that counts stands: the later
// one of the two that are valid.
func head(data []byte) (page uint64, at int, err error) {
	best := uint64(0)
	at = -1
	try := func(offset int) (uint64, bool) {
		if offset+metaSize > len(data) {
			return 0, false
		}
		m := data[offset:]
		size := uint64(binary.LittleEndian.Uint32(m[8:]))
		sum := fnv.New64a()
		_, _ = sum.Write(m[:metaSize-8])
		if binary.LittleEndian.Uint32(m) != boltMagic || binary.LittleEndian.Uint32(m[4:]) != boltVersion ||
			binary.LittleEndian.Uint64(m[metaSize-8:]) != sum.Sum64() || size < 1024 || size > 1<<24 {
			return 0, false
		}
		if tx := binary.LittleEndian.Uint64(m[48:]); at < 0 || tx > best {
			best, at, page = tx, offset, size
		}
		return size, true
	}
	if size, ok := try(pageHead); ok {
		try(int(size) + pageHead)
	} else {
		for size := 1024; size <= 1<<24; size <<= 1 {
			if got, ok := try(size + pageHead); ok && got == uint64(size) {
				break
			}
		}
	}
	if at < 0 {
		return 0, 0, errNotBolt
	}
	return page, at, nil
}

func (w *walker) flaw(format string, args ...any) {
	const most = 100 // the first ones say enough
	if len(w.flaws) < most {
		w.flaws = append(w.flaws, fmt.Sprintf(format, args...))
	}
}

// take gives the bytes of a page with those that overflow from it, once.
func (w *walker) take(id uint64) []byte {
	if id < 2 || id >= w.high {
		w.flaw("page %d is not in the file", id)
		return nil
	}
	start := id * w.page
	p := w.data[start:]
	more := uint64(binary.LittleEndian.Uint32(p[12:]))
	if got := binary.LittleEndian.Uint64(p); got != id {
		w.flaw("page %d says that it is page %d", id, got)
		return nil
	}
	if more >= w.high-id {
		w.flaw("page %d runs out of the file", id)
		return nil
	}
	for i := id; i <= id+more; i++ {
		if w.seen[i] {
			w.flaw("page %d is used twice", i)
			return nil
		}
		w.seen[i] = true
	}
	return w.data[start : start+(more+1)*w.page]
}

// tree walks a page and what is below it. Keys lie from low, up to below high;
// nil for no bound.
func (w *walker) tree(id uint64, path []string, low, high []byte, depth int) {
	if depth > depthMax {
		w.flaw("page %d lies too deep", id)
		return
	}
	p := w.take(id)
	if p == nil {
		return
	}
	w.entries(p, fmt.Sprintf("page %d", id), path, low, high, depth)
}

// entries walks the entries of a page in the file or within a bucket.
func (w *walker) entries(p []byte, name string, path []string, low, high []byte, depth int) {
	flags, count := binary.LittleEndian.Uint16(p[8:]), int(binary.LittleEndian.Uint16(p[10:]))
	if flags != isBranch && flags != isLeaf {
		w.flaw("%s is of no kind: %x", name, flags)
		return
	}
	if flags == isBranch && count == 0 {
		w.flaw("%s leads nowhere", name)
		return
	}
	if pageHead+count*leafHead > len(p) { // both heads are as long
		w.flaw("%s has no room for %d entries", name, count)
		return
	}
	type item struct {
		key, value []byte
		bucket     bool
		child      uint64
	}
	items := make([]item, 0, count)
	for i := range count {
		at := pageHead + i*leafHead
		e := p[at:]
		var it item
		var pos, keyLen, valueLen uint64
		if flags == isBranch {
			pos, keyLen = uint64(binary.LittleEndian.Uint32(e)), uint64(binary.LittleEndian.Uint32(e[4:]))
			it.child = binary.LittleEndian.Uint64(e[8:])
		} else {
			kind := binary.LittleEndian.Uint32(e)
			if kind > bucketFlag {
				w.flaw("%s, entry %d is of no kind: %x", name, i, kind)
				continue
			}
			it.bucket = kind == bucketFlag
			pos, keyLen, valueLen = uint64(binary.LittleEndian.Uint32(e[4:])), uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		}
		from := uint64(at) + pos
		if pos < leafHead || from+keyLen+valueLen > uint64(len(p)) {
			w.flaw("%s, entry %d lies outside it", name, i)
			continue
		}
		it.key, it.value = p[from:from+keyLen], p[from+keyLen:from+keyLen+valueLen]
		switch {
		case low != nil && bytes.Compare(it.key, low) < 0 || high != nil && bytes.Compare(it.key, high) >= 0,
			len(items) > 0 && bytes.Compare(items[len(items)-1].key, it.key) >= 0:
			w.flaw("%s, entry %d is out of order", name, i)
			continue
		}
		items = append(items, it)
	}
	for i, it := range items {
		switch {
		case flags == isBranch:
			next := high
			if i+1 < len(items) {
				next = items[i+1].key
			}
			w.tree(it.child, path, it.key, next, depth+1)
		case it.bucket:
			w.bucket(it.key, it.value, path, name, depth)
		default:
			w.leaf(path, it.key, it.value)
		}
	}
}

// bucket walks a bucket: one with pages of its own, or one small enough to lie in
// the value itself.
func (w *walker) bucket(key, value []byte, path []string, name string, depth int) {
	if len(value) < bucketHead {
		w.flaw("%s holds a bucket of %d bytes", name, len(value))
		return
	}
	inner := append(path[:len(path):len(path)], string(key))
	if root := binary.LittleEndian.Uint64(value); root != 0 {
		w.tree(root, inner, nil, nil, depth+1)
		return
	}
	if len(value) < bucketHead+pageHead {
		w.flaw("%s holds a bucket of %d bytes", name, len(value))
		return
	}
	if depth > depthMax {
		w.flaw("%s lies too deep", name)
		return
	}
	w.entries(value[bucketHead:], name+", bucket", inner, nil, nil, depth+1)
}

// free walks the list of the pages that are free.
func (w *walker) free(id uint64) {
	if id == noFreelist {
		w.flaw("the file has no list of free pages") // ours always has
		return
	}
	p := w.take(id)
	if p == nil {
		return
	}
	flags, count := binary.LittleEndian.Uint16(p[8:]), uint64(binary.LittleEndian.Uint16(p[10:]))
	if flags != isFreelist {
		w.flaw("page %d is no list of free pages: %x", id, flags)
		return
	}
	at := uint64(pageHead)
	if count == freelistLarge {
		count = binary.LittleEndian.Uint64(p[at:])
		at += 8
	}
	if count > (uint64(len(p))-at)/8 {
		w.flaw("page %d has no room for %d free pages", id, count)
		return
	}
	for i := range count {
		free := binary.LittleEndian.Uint64(p[at+i*8:])
		switch {
		case free < 2 || free >= w.high:
			w.flaw("the free page %d is not in the file", free)
		case w.seen[free]:
			w.flaw("page %d is used and free", free)
		default:
			w.seen[free] = true
		}
	}
}
